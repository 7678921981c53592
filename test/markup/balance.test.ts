import { expect, test } from '@jest/globals';
import { balance, divide, type Markup } from '../../src/markup/balance.js';

/** The tags of a source in which names have one letter. */
function markupOf(source: string): Markup[] {
  return [...source.matchAll(/<(\/?)(\w)>/g)].map(({ 0: tag, 1: slash, 2: name, index }) => ({
    kind: slash === '' ? 'open' : 'close',
    name,
    start: index,
    end: index + tag.length,
  }));
}

test.each([
  ['<b>[Ann</b> Lee]', '<b>Ann</b> Lee'],
  ['[Ann <b>Lee]</b>', 'Ann <b>Lee</b>'],
  ['<a><b>[Ann</b></a> Lee]', '<a><b>Ann</b></a> Lee'],
  ['<a>[Ann</a> <b>Lee]</b>', '<a>Ann</a> <b>Lee</b>'],
  ['[Ann <b>M</b> Lee]', 'Ann <b>M</b> Lee'],
  ['<b>[Ann Lee]</b>', 'Ann Lee'],
  ['<b>Hi [Ann</b> Lee]', 'Ann</b> Lee'],
  ['[Ann <b>Lee] is</b>', 'Ann <b>Lee'],
  ['<a>[Ann</b> Lee]', 'Ann</b> Lee'],
  ['<i>[Ann</i> <b>Lee] is</b>', 'Ann</i> <b>Lee'],
])('%s becomes %s', (marked, expected) => {
  const source = marked.replace(/[[\]]/g, '');
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const markup = markupOf(source);
  const range = balance(
    [start, end],
    markup,
    markup.map((each) => each.start),
  );
  expect(source.slice(...range)).toBe(expected);
});

test.each([
  ['<b>[Ann</b> Lee]', ['<b>Ann</b> Lee']],
  ['[Ann Lee]', ['Ann Lee']],
  ['<b>Hi [Ann</b> Lee]', ['Ann', 'Lee']],
  ['[Ann <b>Lee] is</b>', ['Ann', 'Lee']],
  ['<i>Hi [Ann</i> <b> M</b> <a>Lee] is</a>', ['Ann', 'M', 'Lee']],
])('%s is divided into %j', (marked, expected) => {
  const source = marked.replace(/[[\]]/g, '');
  const markup = markupOf(source);
  const range = [marked.indexOf('['), marked.indexOf(']') - 1] as const;
  const starts = markup.map((each) => each.start);
  const pieces = divide(source, range, markup, starts).map((piece) => source.slice(...piece));
  expect(pieces).toEqual(expected);
});
