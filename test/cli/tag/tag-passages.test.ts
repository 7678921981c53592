import { expect, test } from '@jest/globals';
import { conllOfText } from '../../../src/cli/formats/conll.js';
import type { Format } from '../../../src/cli/formats/format.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { inlineFormat } from '../../../src/cli/formats/marked.js';
import type { Line, Passage } from '../../../src/cli/formats/passage.js';
import { splitBetweenSentences } from '../../../src/cli/tag/split-long-lines.js';
import { tagPassages } from '../../../src/cli/tag/tag-passages.js';
import { inOrder, type Refine } from '../../../src/entities/entity.js';
import type { TextTagger } from '../../../src/model/tag-text.js';
import type { TextRange } from '../../../src/text/mapped-text.js';
import { chunksOf } from './line-chunks.js';

/**
 * Tags words with a capital, takes a text for one sentence, and records the lengths of its calls.
 */
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
      const capitals = tokens.filter((token) => /^[A-Z]/.test(token.text));
      return {
        text,
        sentences: [tokens],
        entities: capitals.map((token) => ({ ...token, label: 'X' })),
      };
    });
  };
  return { tagTexts, lengths };
}

async function tagLines(lines: readonly Line[], tagTexts: TextTagger, format: Format) {
  const parts: string[] = [];
  const steps = { tagTexts, refine: inOrder([]), format };
  for await (const part of tagPassages(chunksOf(splitBetweenSentences(lines)), steps)) {
    parts.push(part);
  }
  return parts;
}

const line = (text: string): Line => ({ text, end: '\n', lineNumber: 1 });

// Sentences of 20 characters and a space.
const longText = 'This was Teddy here. '.repeat(10000);

test('lines come out in order, marked', async () => {
  const { tagTexts } = createCapitalTagger();
  const lines: Line[] = [
    line('a Bear'),
    { text: '', end: '\r\n', lineNumber: 1 },
    { text: ' No', end: '', lineNumber: 1 },
  ];
  const rendered = (await tagLines(lines, tagTexts, inlineFormat)).join('');
  expect(rendered).toBe('a [Bear](X)\n\r\n [No](X)');
});

test('short lines are tagged together, in calls of bounded length', async () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const lines = Array.from({ length: 3000 }, () => line('x'.repeat(100)));
  const rendered = (await tagLines(lines, tagTexts, inlineFormat)).join('');
  expect(rendered).toBe(`${'x'.repeat(100)}\n`.repeat(3000));
  expect(lengths.length).toBe(10);
  expect(Math.max(...lengths)).toBeLessThan(33000);
});

test('a long line is tagged in passages of whole sentences and comes out as one line', async () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const rendered = (await tagLines([line(longText)], tagTexts, inlineFormat)).join('');
  expect(rendered).toBe(`${'[This](X) was [Teddy](X) here. '.repeat(10000)}\n`);
  expect(lengths.length).toBeGreaterThan(2);
  for (const length of lengths.slice(0, -1)) expect(length % 21).toBe(0);
});

test('the offsets of entities in a long line count from its start', async () => {
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

test('a long line in columns comes out passage by passage', async () => {
  const { tagTexts } = createCapitalTagger();
  const parts = await tagLines([line(longText)], tagTexts, conllOfText);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join('').match(/^Teddy B-X$/gm)).toHaveLength(10000);
});

test('a line whose passages come in several chunks is one record', async () => {
  const { tagTexts } = createCapitalTagger();
  const chunks = chunksOf([{ text: 'a Bear ', lineNumber: 1 }], [
    { text: 'or', lineNumber: 1 },
    { text: ' No', end: '\n', lineNumber: 1 },
  ] as const);
  const parts: string[] = [];
  for await (const part of tagPassages(chunks, {
    tagTexts,
    refine: inOrder([]),
    format: jsonlFormat,
  }))
    parts.push(part);
  // Its text does not wait for the end.
  expect(parts[0]).toBe('{"text":"a Bear ');
  expect(JSON.parse(parts.join(''))).toEqual({
    text: 'a Bear or No',
    entities: [
      { label: 'X', text: 'Bear', start: 2, end: 6 },
      { label: 'X', text: 'No', start: 10, end: 12 },
    ],
  });
});

test('the steps between tagging and rendering change the entities of a passage', async () => {
  const { tagTexts } = createCapitalTagger();
  const onlyNo: Refine = (tagged) => ({
    ...tagged,
    entities: tagged.entities.filter(({ text }) => text === 'No'),
  });
  const steps = { tagTexts, refine: inOrder([onlyNo]), format: inlineFormat };
  const parts: string[] = [];
  for await (const part of tagPassages(chunksOf([line('a Bear or No')]), steps)) parts.push(part);
  expect(parts.join('')).toBe('a Bear or [No](X)\n');
});

test('two entities that stand for one place of the source are printed as one', async () => {
  const { tagTexts } = createCapitalTagger();
  const source = {
    text: '&ref; B',
    rangeOf: (start: number): TextRange => (start < 4 ? [0, 5] : [6, 7]),
  };
  const passage: Passage = { text: 'A A B', end: '\n', lineNumber: 1, source };
  const steps = { tagTexts, refine: inOrder([]), format: jsonlFormat };
  let output = '';
  for await (const part of tagPassages(chunksOf([passage]), steps)) output += part;
  const { text, entities } = JSON.parse(output);
  expect(text).toBe('&ref; B');
  expect(entities).toMatchObject([
    { start: 0, end: 5 },
    { start: 6, end: 7 },
  ]);
});
