import { expect, test } from '@jest/globals';
import { chooseFormatName } from '../../../src/cli/tag/choose-format.js';

const noFlags = { input: 'text', format: undefined, color: undefined } as const;

test.each([
  [{}, true, 'color'],
  [{}, false, 'inline'],
  [{ color: true }, false, 'color'],
  [{ color: false }, true, 'inline'],
  [{ format: 'color' }, false, 'color'],
  [{ format: 'color', color: true }, false, 'color'],
  [{ format: 'jsonl' }, true, 'jsonl'],
  [{ format: 'conll', color: false }, true, 'conll'],
  [{ format: 'inline' }, true, 'inline'],
  [{ input: 'tokens' }, false, 'inline'],
  [{ input: 'conll' }, true, 'color'],
  [{ input: 'conll' }, false, 'conll'],
  [{ input: 'conll', color: false }, true, 'conll'],
  [{ input: 'conll', color: true }, false, 'color'],
  [{ input: 'conll', format: 'inline' }, false, 'inline'],
] as const)('%p with colors %p gives %s', (flags, hasColors, name) => {
  expect(chooseFormatName({ ...noFlags, ...flags }, hasColors)).toBe(name);
});

test('--color is refused with a format that has no colors', () => {
  expect(() => chooseFormatName({ ...noFlags, format: 'jsonl', color: true }, true)).toThrow(
    '--color: cannot be combined with --format jsonl',
  );
});

test('--no-color is refused with the color format', () => {
  expect(() => chooseFormatName({ ...noFlags, format: 'color', color: false }, true)).toThrow(
    '--no-color: cannot be combined with --format color',
  );
});
