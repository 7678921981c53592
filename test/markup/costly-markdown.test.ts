import { expect, test } from '@jest/globals';
import { costlyConstructs } from '../../src/markup/costly-markdown.js';
import { textsOfMarkdown } from '../../src/markup/markdown.js';

const labels = ['labelStartLink', 'labelStartImage', 'labelEnd'];

test.each([
  ['**a*', 8000, ['attention']],
  ['x <!-- a ', 8000, ['htmlText']],
  ['_ a ', 8000, ['attention']],
  ['[a][', 8000, labels],
  ['![a](', 8000, labels],
  ['> - ', 8000, ['blockQuote', 'list']],
  ['1. ', 8000, ['blockQuote', 'list']],
  ['*a* [b](c) > ', 100, []],
  ['*a* [b](c)\n\n', 8000, []],
  ['> ', 99, []],
  ['-', 8000, []],
])('%j, repeated %i times, disables %j', (part, count, names) => {
  expect(costlyConstructs(part.repeat(count))).toEqual(names);
});

test.each(['**a*', '***a_', '[a][', '> - ', '1. '])(
  '%j without an end is read to its end',
  (part) => {
    const texts = textsOfMarkdown(`${part.repeat(8000)}Anna`);
    expect(texts.at(-1)?.text.endsWith('Anna')).toBe(true);
  },
);
