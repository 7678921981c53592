import { expect, test } from '@jest/globals';
import { chooseFormat } from '../../../src/cli/tag/choose-format.js';

const terminal = { isTerminal: true, refusesColors: false };
const plainTerminal = { isTerminal: true, refusesColors: true };
const pipe = { isTerminal: false, refusesColors: false };
const plainPipe = { isTerminal: false, refusesColors: true };

const plain = { input: 'text', format: undefined, color: undefined } as const;

test.each([
  [{}, terminal, 'color'],
  [{}, plainTerminal, 'inline'],
  [{}, pipe, 'inline'],
  [{ color: true }, plainPipe, 'color'],
  [{ color: false }, terminal, 'inline'],
  [{ format: 'color' }, plainPipe, 'color'],
  [{ format: 'color', color: true }, pipe, 'color'],
  [{ format: 'jsonl' }, terminal, 'jsonl'],
  [{ format: 'conll', color: false }, terminal, 'conll'],
  [{ format: 'inline' }, terminal, 'inline'],
  [{ input: 'tokens' }, pipe, 'inline'],
  [{ input: 'conll' }, terminal, 'color'],
  [{ input: 'conll' }, plainTerminal, 'conll'],
  [{ input: 'conll', color: false }, terminal, 'conll'],
  [{ input: 'conll' }, pipe, 'conll'],
  [{ input: 'conll', color: true }, pipe, 'color'],
  [{ input: 'conll', format: 'inline' }, pipe, 'inline'],
] as const)('%p for %p gives %s', (flags, reader, format) => {
  expect(chooseFormat({ ...plain, ...flags }, reader)).toBe(format);
});

test('colours are refused beside a format that has none', () => {
  expect(() => chooseFormat({ ...plain, format: 'jsonl', color: true }, terminal)).toThrow(
    '--color: expected --format color beside it, found jsonl',
  );
});

test('the colour format is refused without colours', () => {
  expect(() => chooseFormat({ ...plain, format: 'color', color: false }, terminal)).toThrow(
    '--no-color: expected another format than color beside it',
  );
});
