import { expect, test } from '@jest/globals';
import {
  kindByName,
  renderMisread,
  withColumnCheck,
  withTextCheck,
} from '../../../../src/cli/tag/stream/misread-input.js';

interface Part {
  readonly text: string;
  readonly end?: '\n';
}

const lines = (text: string): Part[] => text.split('\n').map((line) => ({ text: line, end: '\n' }));

async function* streamOf(chunks: readonly (readonly Part[])[]) {
  yield* chunks;
}

/** What is reported about chunks that are passed on as they are. */
async function reports(check: typeof withTextCheck, chunks: readonly (readonly Part[])[]) {
  const found: string[] = [];
  const passed: (readonly Part[])[] = [];
  for await (const chunk of check(streamOf(chunks), (format) => found.push(format))) {
    passed.push(chunk);
  }
  expect(passed).toEqual(chunks);
  return found;
}

const rows = 'Anna B-PER\nslept O\n\nAnna B-PER\nslept O';

test.each([
  [rows, ['columns with tags']],
  [`-DOCSTART- O\n\n# id = 1\n${rows}`, ['columns with tags']],
  ['Anna B-PER\nslept O\n', []],
  ['Plan B\nVitamin O\nVitamin O\nVitamin O', []],
  ['\n<p>He said no.</p>', ['HTML or XML']],
  ['{"text": "He"}', ['JSON Lines']],
  ['{\n"text": "He"\n}', ['JSON']],
  ['He said:\n{"text": "He"}', []],
  ['', []],
])('of a text that begins with %j, it reports %j', async (text, expected) => {
  expect(await reports(withTextCheck, [lines(text)])).toEqual(expected);
  expect(
    await reports(
      withTextCheck,
      lines(text).map((line) => [line]),
    ),
  ).toEqual(expected);
});

test.each([
  ['He said no .\nShe said yes again .', ['text']],
  ['He said no .\n\nShe left .\n\n', ['text']],
  ['He said that it was late .', ['text']],
  ['He said', []],
  ['He\nsaid\nno\n.', []],
  ['He PRP\nsaid VBD\n\nShe PRP', []],
  ['Anna NNP B-PER\nslept VBD\n', []],
  ['New York\tNNP\nis\tVBZ extra', []],
  [rows, []],
  ['# a comment of many words\nHe PRP', []],
  ['<p>He said no.</p>', ['HTML or XML']],
  ['{"text": "He said no."}', ['JSON Lines']],
])('of columns that begin with %j, it reports %j', async (text, expected) => {
  expect(await reports(withColumnCheck, [lines(text)])).toEqual(expected);
});

test('the pieces of a long line are one row', async () => {
  const pieces = ['Anna B-PER ', 'x B-PER ', 'y B-PER ', 'z B-PER '].map((text) => ({ text }));
  expect(await reports(withTextCheck, [pieces])).toEqual([]);
});

test('a report comes before the rows that show it are passed on', async () => {
  const found: string[] = [];
  const stream = withTextCheck(streamOf([lines(rows), lines('x')]), (format) => found.push(format));
  await stream.next();
  expect(found).toEqual(['columns with tags']);
});

test.each([
  ['notes.md', 'Markdown'],
  ['a.b/NOTES.MARKDOWN.gz', 'Markdown'],
  ['page.xhtml', 'HTML or XML'],
  ['page.htm.zst', 'HTML or XML'],
  ['md', undefined],
  ['notes.md.txt', undefined],
  ['page.html/text', undefined],
])('the name %s is that of %s', (name, kind) => {
  expect(kindByName(name)).toBe(kind);
});

test('what a text begins with counts more than its name', async () => {
  const kinds = async (text: string) => {
    const found: string[] = [];
    const stream = withTextCheck(streamOf([lines(text)]), (kind) => found.push(kind), 'Markdown');
    for await (const _ of stream);
    return found;
  };
  expect(await kinds('<p>He said no.</p>')).toEqual(['HTML or XML']);
  expect(await kinds('He said no.')).toEqual(['Markdown']);
});

test('a report names the flag that reads the format', () => {
  expect(renderMisread('a.txt', 'text', 'JSON Lines')).toBe(
    'a.txt: read as text, but it looks like JSON Lines, which --input jsonl reads',
  );
});
