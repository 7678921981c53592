// Mutations of text: characters, words and lines.
import type { Random } from '../../../src/tensors/random.js';
import { mutateRepeatedly, pick, pickRange } from './pick.js';

type Mutation = (input: string, random: Random) => string;

/** Repetition must not let inputs grow without bound. */
export const LONGEST_TEXT = 1 << 16;

/** Texts that readers of text are known to trip over. */
export const unusualTexts: readonly string[] = [
  '',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\n\n\n',
  '\0',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u0301',
  '\u200b',
  '\u200d',
  '\u2028',
  '\u202e',
  '\u3000',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{e0001}',
  '\u0130',
  '\u1e9e',
  '\ufb01',
  '-0',
  '1e999',
  '0x10',
  'NaN',
  'Infinity',
  '9007199254740993',
  '99999999999999999999',
  '__proto__',
  'constructor',
  'toString',
  '\\',
  '"',
  "'",
  '#',
  '# text = ',
  '{',
  '}',
  '[',
  ']',
  '[PER_1]',
  '[\\PER_1]',
  '<',
  '>',
  '&',
  '&#0;',
  '<!--',
  '<![CDATA[',
  ']]>',
  '```',
  '-DOCSTART-',
  'O',
  'B-',
  'I-PER',
  'E-PER',
  'S-',
  '_',
  'http://a.b/?c=d',
  'a@b.c',
  'U.S.',
  '...',
];

const textMutations: readonly Mutation[] = [
  insertUnusual,
  replaceByUnusual,
  deleteRange,
  repeatRange,
  swapRanges,
  deleteLine,
  repeatLine,
  swapLines,
  joinLines,
  changeCase,
];

/** Mutates UTF-8 text; a half of a surrogate pair becomes U+FFFD. */
export function mutateText(input: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(input).toString('utf8');
  return Buffer.from(mutateRepeatedly(text, textMutations, random).slice(0, LONGEST_TEXT));
}

function insertUnusual(input: string, random: Random): string {
  const at = random.below(input.length + 1);
  return input.slice(0, at) + anyText(random) + input.slice(at);
}

function replaceByUnusual(input: string, random: Random): string {
  const [start, end] = pickRange(input.length, random);
  return input.slice(0, start) + anyText(random) + input.slice(end);
}

/** An unusual text, now and then many times over, or a random character. */
export function anyText(random: Random): string {
  const choice = random.below(16);
  if (choice === 0) return pick(unusualTexts, random).repeat(1 + random.below(5000));
  if (choice === 1) return String.fromCodePoint(random.below(0x110000));
  return pick(unusualTexts, random);
}

function deleteRange(input: string, random: Random): string {
  const [start, end] = pickRange(input.length, random);
  return input.slice(0, start) + input.slice(end);
}

function repeatRange(input: string, random: Random): string {
  const [start, end] = pickRange(input.length, random);
  const times = 2 + random.below(random.below(8) === 0 ? 1000 : 3);
  return input.slice(0, start) + input.slice(start, end).repeat(times) + input.slice(end);
}

function swapRanges(input: string, random: Random): string {
  const middle = random.below(input.length + 1);
  const [start, end] = pickRange(middle, random);
  return (
    input.slice(0, start) + input.slice(end, middle) + input.slice(start, end) + input.slice(middle)
  );
}

function withLines(input: string, change: (lines: string[]) => void): string {
  const lines = input.split('\n');
  change(lines);
  return lines.join('\n');
}

function deleteLine(input: string, random: Random): string {
  return withLines(input, (lines) => {
    lines.splice(random.below(lines.length), 1);
  });
}

function repeatLine(input: string, random: Random): string {
  return withLines(input, (lines) => {
    const line = pick(lines, random);
    lines.splice(random.below(lines.length + 1), 0, line);
  });
}

function swapLines(input: string, random: Random): string {
  return withLines(input, (lines) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b], lines[a]];
  });
}

function joinLines(input: string, random: Random): string {
  return withLines(input, (lines) => {
    lines.splice(
      random.below(lines.length),
      2,
      lines.slice(0, 2).join(pick([' ', '\t', ''], random)),
    );
  });
}

function changeCase(input: string, random: Random): string {
  const [start, end] = pickRange(input.length, random);
  const range = input.slice(start, end);
  const changed = random.below(2) === 0 ? range.toUpperCase() : range.toLowerCase();
  return input.slice(0, start) + changed + input.slice(end);
}
