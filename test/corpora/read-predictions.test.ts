import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { type PredictionOptions, readPredictions } from '../../src/corpora/read-predictions.js';
import { InputError } from '../../src/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'predictions-'));
const path = join(folder, 'predictions');
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array, options: PredictionOptions = {}) {
  writeFileSync(path, content);
  const predictions = await readPredictions(path, options);
  return { ...predictions, sentences: [...predictions.sentences] };
}

const line = (record: unknown) => `${JSON.stringify(record)}\n`;

const noList = 'expected a list under "entities", found none';
const otherEntities =
  'expected entities as {"start", "end", "label"} or [start, end, label], found another';
const outside = 'expected entities within the text that agree with it';

test.each([
  ['{"text": "Anna"', 'expected a JSON object, found invalid JSON'],
  ['{}', 'expected a text under "text", found none'],
  ['{"text": 1, "entities": []}', 'expected a text under "text", found none'],
  ['{"text": "Anna"}', noList],
  ['{"text": "Anna", "entities": null}', noList],
  ['{"text": "Anna", "entities": {}}', noList],
  ['{"text": "Anna", "entities": [1]}', otherEntities],
  ['{"text": "Anna", "entities": [[0, 4]]}', otherEntities],
  ['{"text": "Anna", "entities": [[0, 4, ""]]}', otherEntities],
  ['{"text": "Anna", "entities": [[2, 2, "PER"]]}', otherEntities],
  ['{"text": "Anna", "entities": [[-1, 2, "PER"]]}', otherEntities],
  ['{"text": "Anna", "entities": [[0, 1.5, "PER"]]}', otherEntities],
  ['{"text": "Anna", "entities": [{"start": "0", "end": 4, "label": "PER"}]}', otherEntities],
  ['{"text": "Anna", "entities": [[0, 5, "PER"]]}', outside],
  ['{"text": "Anna", "entities": [{"start":0,"end":3,"label":"PER","text":"Bob"}]}', outside],
  [
    '{"text": "Anna", "entities": [[0, 3, "PER"], [2, 4, "LOC"]]}',
    'expected entities that do not overlap',
  ],
])('%s is refused', async (source, message) => {
  const first = line({ text: 'Fine', entities: [] });
  const error = await read(`${first}\n${source}\n`).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  expect((error as Error).message).toMatch(
    `${path}:3: ${message}: ${JSON.stringify(source).slice(0, 40)}`,
  );
});

test.each([
  ['null', 'expected a JSON object, found invalid JSON'],
  ['"Anna"', 'expected a JSON object, found invalid JSON'],
  ['[]', 'expected a text under "text", found none'],
])('a line with %s is refused', async (source, message) => {
  await expect(read(`${line({ text: 'Fine', entities: [] })}${source}\n`)).rejects.toThrow(
    `${path}:2: ${message}: ${JSON.stringify(source)}`,
  );
});

test('bytes that are not UTF-8 are refused', async () => {
  await expect(read(Buffer.from('{"text": "\xff"}', 'latin1'))).rejects.toThrow(
    `${path}:1: expected UTF-8 text, found other bytes: `,
  );
});

test('a missing file is refused', async () => {
  await expect(readPredictions(join(folder, 'none'), {})).rejects.toThrow(
    `${join(folder, 'none')}: no such file`,
  );
});

test('a line of columns that is malformed is refused', async () => {
  await expect(read('Anna B-PER\nmet\n')).rejects.toThrow(
    `${path}:2: expected 2 columns, found 1: "met"`,
  );
});

test('entities are cut out of the words around them and sorted', async () => {
  const entities = [
    [10, 16, 'LOC'],
    [1, 5, 'PER'],
  ];
  const { sentences } = await read(line({ text: '(Anna) in Berlin-Ost', entities }));
  expect(sentences).toEqual([
    {
      tokens: ['(', 'Anna', ')', 'in', 'Berlin', '-Ost'],
      spans: [
        { label: 'PER', start: 1, end: 2 },
        { label: 'LOC', start: 4, end: 5 },
      ],
      line: 1,
    },
  ]);
});

test.each(['entities', 'spans', 'label'])('the list may be under "%s"', async (key) => {
  const { sentences } = await read(line({ text: 'Anna', [key]: [[0, 4, 'PER']] }));
  expect(sentences[0].spans).toEqual([{ label: 'PER', start: 0, end: 1 }]);
});

test('the label of an entity may be under "type"', async () => {
  const entities = [{ start: 0, end: 4, type: 'PER' }];
  const { sentences } = await read(line({ text: 'Anna', entities }));
  expect(sentences[0].spans).toEqual([{ label: 'PER', start: 0, end: 1 }]);
});

test('offsets count UTF-16 units unless only code points agree with the texts', async () => {
  const text = '🎉 Anna Bob';
  const spansFor = async (entity: unknown) =>
    (await read(line({ text, entities: [entity] }))).sentences[0];
  const inUnits = { start: 3, end: 7, label: 'PER', text: 'Anna' };
  const inCodePoints = { start: 2, end: 6, label: 'PER', text: 'Anna' };
  const expected = await spansFor(inUnits);
  expect(expected.tokens).toEqual(['🎉', 'Anna', 'Bob']);
  expect(expected.spans).toEqual([{ label: 'PER', start: 1, end: 2 }]);
  expect(await spansFor(inCodePoints)).toEqual(expected);
});

test('offsets count the given unit unless the texts of entities disagree', async () => {
  const spanned = async (entity: unknown, offsets?: 'utf16' | 'codepoint' | 'byte') => {
    const record = line({ text: '🎉 Anna Bo Cy', entities: [entity] });
    const { sentences } = await read(record, offsets && { offsets });
    const [{ tokens, spans }] = sentences;
    return spans.map(({ start, end }) => tokens.slice(start, end).join(' '));
  };
  expect(await spanned([3, 7, 'PER'])).toEqual(['Anna']);
  expect(await spanned([5, 9, 'PER'], 'byte')).toEqual(['Anna']);
  expect(await spanned([2, 6, 'PER'], 'codepoint')).toEqual(['Anna']);
  expect(await spanned([3, 7, 'PER'], 'utf16')).toEqual(['Anna']);
  expect(await spanned({ start: 3, end: 7, label: 'PER', text: 'Anna' }, 'codepoint')).toEqual([
    'Anna',
  ]);
});

test('many entities with offsets in code points are read from one text', async () => {
  // With a walk through the text for each entity, this would take an hour.
  const count = 100_000;
  const entities = Array.from({ length: count }, (_, index) => [
    2 + 3 * index,
    4 + 3 * index,
    'X',
    'ab',
  ]);
  const { sentences } = await read(line({ text: `🎉 ${'ab '.repeat(count)}`, entities }));
  expect(sentences[0].tokens).toHaveLength(count + 1);
  expect(sentences[0].spans.at(-1)).toEqual({ label: 'X', start: count, end: count + 1 });
});

test('an entity of white space alone is left out', async () => {
  const { sentences } = await read(line({ text: 'a  b', entities: [[1, 3, 'PER']] }));
  expect(sentences).toEqual([{ tokens: ['a', 'b'], spans: [], line: 1 }]);
});

test('a byte order mark before the first line is ignored', async () => {
  const { sentences } = await read(`\ufeff${line({ text: 'Anna', entities: [] })}`);
  expect(sentences[0].tokens).toEqual(['Anna']);
});

test('columns keep the illegal tags and warn of their repair', async () => {
  const { violationCount, tagged, warnings } = (await read('Anna I-PER\n\nBob B-PER\n')).survey()!;
  expect(violationCount).toBe(1);
  expect(Array.from(tagged, ({ tags }) => tags)).toEqual([['I-PER'], ['B-PER']]);
  expect(warnings).toEqual([expect.stringContaining('repaired 1 violation')]);
  expect((await read('nobody O\n')).survey()?.violationCount).toBe(0);
});
