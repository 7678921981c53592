import { expect, test } from '@jest/globals';
import { visibleText } from '../../../../src/evaluation/report/elements/visible-text.js';

test.each([
  ['a\u0000b', 'a‹U+0000›b'],
  ['line\nfeed\ttab', 'line‹U+000A›feed‹U+0009›tab'],
  ['\u202eleft', '‹U+202E›left'],
  ['zero\u200bwidth', 'zero‹U+200B›width'],
  ['soft\u00adhyphen', 'soft‹U+00AD›hyphen'],
  ['\ufeffmark', '‹U+FEFF›mark'],
  ['half \ud83d', 'half ‹U+D83D›'],
  ['\ufdd0 \u{1fffe}', '‹U+FDD0› ‹U+1FFFE›'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test.each(['Zürich', 'ירושלים', 'नमस्ते', 'می‌خواهم', '👩‍👩‍👧', '<b>&"', ''])(
  '%j stays as it is',
  (text) => {
    expect(visibleText(text)).toBe(text);
  },
);
