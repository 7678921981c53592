import { expect, test } from '@jest/globals';
import { conllFormat } from '../../../src/cli/formats/conll.js';
import type { Format, Line } from '../../../src/cli/formats/format.js';
import { inlineFormat } from '../../../src/cli/formats/inline.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { textPassages } from '../../../src/cli/tag/split-long-lines.js';
import { tagPassages } from '../../../src/cli/tag/tag-passages.js';
import type { TextTagger } from '../../../src/model/tag-text.js';
import { batchesOf } from './line-chunks.js';

/** Takes every word with a capital for a name, and a text for one sentence; tells how long its calls were. */
function createCapitalTagger(): { readonly tagTexts: TextTagger; readonly lengths: number[] } {
  const lengths: number[] = [];
  const tagTexts: TextTagger = (texts) => {
    lengths.push(texts.join('').length);
    return texts.map((text) => {
      const tokens = [...text.matchAll(/\S+/g)].map((match) => ({
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
      }));
      const names = tokens.filter((token) => /^[A-Z]/.test(token.text));
      return {
        text,
        sentences: [tokens],
        entities: names.map((name) => ({ ...name, label: 'X' })),
      };
    });
  };
  return { tagTexts, lengths };
}

async function tagLines(lines: readonly Line[], tagTexts: TextTagger, format: Format) {
  const parts: string[] = [];
  for await (const part of tagPassages(batchesOf(textPassages(lines)), tagTexts, format)) {
    parts.push(part);
  }
  return parts;
}

const line = (text: string): Line => ({ text, end: '\n' });

// Each a sentence for the splitter, 20 units long.
const longText = 'This was Teddy here. '.repeat(10000);

test('lines come out in order, marked', async () => {
  const { tagTexts } = createCapitalTagger();
  const lines: Line[] = [line('a Bear'), { text: '', end: '\r\n' }, { text: ' No', end: '' }];
  const rendered = (await tagLines(lines, tagTexts, inlineFormat)).join('');
  expect(rendered).toBe('a [Bear](X)\n\r\n [No](X)');
});

test('short lines are tagged together, and no more of them than memory should hold', async () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const lines = Array.from({ length: 3000 }, () => line('x'.repeat(100)));
  const rendered = (await tagLines(lines, tagTexts, inlineFormat)).join('');
  expect(rendered).toBe(`${'x'.repeat(100)}\n`.repeat(3000));
  expect(lengths.length).toBe(10);
  expect(Math.max(...lengths)).toBeLessThan(33000);
});

test('a long line is tagged in parts of whole sentences and comes out as one', async () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const rendered = (await tagLines([line(longText)], tagTexts, inlineFormat)).join('');
  expect(rendered).toBe(`${'[This](X) was [Teddy](X) here. '.repeat(10000)}\n`);
  expect(lengths.length).toBeGreaterThan(2);
  for (const length of lengths.slice(0, -1)) expect(length % 21).toBe(0);
});

test('the entities of a long line point into the whole of it', async () => {
  const { tagTexts } = createCapitalTagger();
  const rendered = (await tagLines([line(longText), line('And Jo')], tagTexts, jsonlFormat)).join(
    '',
  );
  const [long, short] = rendered
    .trimEnd()
    .split('\n')
    .map((json) => JSON.parse(json));
  expect(long.text).toBe(longText);
  expect(long.entities).toHaveLength(20000);
  for (const { text, start, end } of long.entities) expect(longText.slice(start, end)).toBe(text);
  expect(short.entities.map(({ text }: { text: string }) => text)).toEqual(['And', 'Jo']);
});

test('a long line in columns comes out part by part', async () => {
  const { tagTexts } = createCapitalTagger();
  const parts = await tagLines([line(longText)], tagTexts, conllFormat);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join('').match(/^Teddy B-X$/gm)).toHaveLength(10000);
});

test('a line whose parts come in several batches is rendered once, when its end is there', async () => {
  const { tagTexts } = createCapitalTagger();
  const batches = batchesOf([{ text: 'a Bear ' }], [
    { text: 'or' },
    { text: ' No', end: '\n' },
  ] as const);
  const parts: string[] = [];
  for await (const part of tagPassages(batches, tagTexts, jsonlFormat)) parts.push(part);
  expect(parts[0]).toBe('');
  expect(JSON.parse(parts[1])).toEqual({
    text: 'a Bear or No',
    entities: [
      { label: 'X', text: 'Bear', start: 2, end: 6 },
      { label: 'X', text: 'No', start: 10, end: 12 },
    ],
  });
});
