import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { conllOfText } from '../../../../src/cli/formats/conll.js';
import type { Format } from '../../../../src/cli/formats/format.js';
import {
  EXAMPLE_TEXT,
  type FormatName,
  formatNames,
  formatOf,
} from '../../../../src/cli/formats/table/formats.js';
import { sentencesIn } from '../../../../src/model/tag-text.js';
import { redactPlainly } from '../../../../src/redaction/redact-text.js';
import { createTokenizer } from '../../../../src/text/tokenizer.js';

const folder = mkdtempSync(join(tmpdir(), 'formats-'));
const paths = { text: join(folder, 'x.txt'), annotations: join(folder, 'x.ann') };
afterAll(() => rmSync(folder, { recursive: true }));

const entity = { label: 'PER', text: 'Teddy Roosevelt', start: 0, end: 15, confidence: 0.9876 };
const tagged = {
  text: EXAMPLE_TEXT,
  sentences: sentencesIn(EXAMPLE_TEXT, createTokenizer()),
  entities: [entity],
};
const line = { text: EXAMPLE_TEXT, end: '\n', lineNumber: 1 } as const;

async function load(name: FormatName): Promise<Format> {
  const { offsets, load } = formatOf(name);
  const format = await load?.({
    types: ['LOC', 'PER'],
    modelName: 'en',
    offsets: offsets?.[0] ?? 'utf16',
    redactText: redactPlainly,
    pathsOf: () => paths,
    warn: (message) => {
      throw new Error(message);
    },
  });
  return format ?? conllOfText;
}

/** What a format makes of the example. */
async function outputOf(name: FormatName): Promise<string> {
  const format = await load(name);
  const parts = [
    format.begin?.(),
    format.beginFile?.('news.txt', true),
    format.unit === 'line' ? format.render(line, [entity]) : format.render(tagged, line),
    await format.endFile?.(true),
    format.end?.(),
  ];
  return parts.join('');
}

test.each(formatNames.filter((name) => name !== 'html' && name !== 'brat'))(
  'the example of %s is what it makes of the text',
  async (name) => {
    const output = stripVTControlCharacters(await outputOf(name));
    expect(output.replace(/\n+$/, '')).toBe(formatOf(name).example);
  },
);

test('the example of brat is its annotation', async () => {
  expect(await outputOf('brat')).toBe('');
  expect(readFileSync(paths.text, 'utf8')).toBe(`${EXAMPLE_TEXT}\n`);
  expect(readFileSync(paths.annotations, 'utf8').trimEnd()).toBe(formatOf('brat').example);
});

test('the example of html is a part of the page', async () => {
  const page = (await outputOf('html')).replaceAll(/<\/?bdi>| (class|dir|data-\w+)="[^"]*"/g, '');
  for (const part of formatOf('html').example.split('…')) expect(page).toContain(part);
});

test.each(formatNames)('the summary of %s can stand in a list', (name) => {
  expect(formatOf(name).summary).toMatch(/^[a-z].*[^.]$/);
});

// What was tagged may have been changed: a line end within a paragraph became a space.
test.each([
  ['inline', '[New\nYork](LOC)'],
  ['xml', '<entity type="LOC">New&#10;York</entity>'],
  ['html', 'New‹U+000A›York'],
  ['label-studio', '"value":{"start":0,"end":8,"text":"New\\nYork","labels":["LOC"]}'],
] as const)('%s keeps the text of an entity as it is in the source', async (name, expected) => {
  const format = await load(name);
  if (format.unit !== 'line') throw new Error(`${name} has no lines`);
  const entity = { label: 'LOC', text: 'New York', start: 0, end: 8 };
  const line = { text: 'New\nYork', end: '\n', lineNumber: 1 } as const;
  expect(format.render(line, [entity])).toContain(expected);
});
