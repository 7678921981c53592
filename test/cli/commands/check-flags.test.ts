import { expect, test } from '@jest/globals';
import { parseCheckFlags } from '../../../src/cli/commands/parse-flags.js';

test('check has defaults', () => {
  expect(parseCheckFlags(['train', 'dev'])).toEqual({
    corpora: ['train', 'dev'],
    examples: 5,
    strict: false,
    json: false,
    force: false,
  });
});

test('check parses its flags', () => {
  const words =
    'c --examples 0 --ignore long-token,illegal-tag --strict --json --fix out --force --token-column 2 --tag-column 3 --scheme BIOES';
  expect(parseCheckFlags(words.split(' '))).toEqual({
    corpora: ['c'],
    examples: 0,
    ignore: ['illegal-tag', 'long-token'],
    strict: true,
    json: true,
    fix: 'out',
    force: true,
    tokenColumn: 2,
    tagColumn: 3,
    scheme: 'IOBES',
  });
});

test.each([
  ['', 'missing CORPUS'],
  ['a b a', 'a: given twice'],
  ['a b --fix c', '--fix: expected one CORPUS, found 2'],
  ['a --force', '--force: requires --fix'],
  ['a --examples -1', '--examples: expected a whole number of at least 0, found -1'],
  [
    'a --ignore long-tokens',
    '--ignore: expected kinds of findings, separated by commas (tagger check --help lists them), found "long-tokens"',
  ],
])('check rejects %j', (words, message) => {
  const args = words === '' ? [] : words.split(' ');
  expect(() => parseCheckFlags(args)).toThrow(
    expect.objectContaining({ name: 'UsageError', message }),
  );
});
