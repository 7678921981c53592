import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { readDenyList, readGazetteer } from '../../src/lists/read-lists.js';

const folder = mkdtempSync(join(tmpdir(), 'lists-'));
afterAll(() => rmSync(folder, { recursive: true }));

let fileCount = 0;

function file(content: string | Uint8Array): string {
  const path = join(folder, `list-${fileCount++}`);
  writeFileSync(path, content);
  return path;
}

async function gazetteerOf(paths: readonly string[], ignoresCase = false) {
  const warnings: string[] = [];
  const gazetteer = await readGazetteer(paths, ignoresCase, (warning) => warnings.push(warning));
  return { gazetteer, warnings };
}

const tsv = 'Angela Merkel\tPER\tQ567\r\n\nParis\tLOC\t\n \t\nAT&T\tORG';
const jsonl = `\ufeff
{"text": "Angela Merkel", "label": "PER", "id": "Q567"}

{"text": "Paris", "label": "LOC"}
 {"label": "ORG", "text": "AT&T"}`;

test.each([
  ['columns', tsv],
  ['JSON Lines', jsonl],
  ['gzipped columns', gzipSync(tsv)],
  ['gzipped JSON Lines', gzipSync(jsonl)],
])('a gazetteer is read from %s, by content', async (_, content) => {
  const { gazetteer, warnings } = await gazetteerOf([file(content)]);
  expect(['Angela Merkel', 'Paris', 'AT&T', 'PARIS'].map((name) => gazetteer.lookUp(name))).toEqual(
    [{ label: 'PER', id: 'Q567' }, { label: 'LOC' }, { label: 'ORG' }, undefined],
  );
  expect(warnings).toEqual([]);
});

test('an entry of JSON Lines decides about its case, and an id may be a whole number', async () => {
  const path = file(`{"text":"Us","label":"A","caseSensitive":false,"id":42}
{"text":"Them","label":"B","caseSensitive":true}`);
  const { gazetteer } = await gazetteerOf([path]);
  expect(gazetteer.lookUp('US')).toEqual({ label: 'A', id: '42' });
  expect(gazetteer.lookUp('THEM')).toBeUndefined();
  const { gazetteer: ignoring } = await gazetteerOf([path, file('Teddy\tPER')], true);
  expect(ignoring.lookUp('THEM')).toBeUndefined();
  expect(ignoring.lookUp('TEDDY')).toEqual({ label: 'PER' });
});

test.each(['', '\n\n', '\ufeff', gzipSync('')])(
  'a list without entries, %j, is empty',
  async (content) => {
    const { gazetteer, warnings } = await gazetteerOf([file(content)]);
    expect(gazetteer.labels).toEqual([]);
    expect(warnings).toEqual([]);
  },
);

const columns = 'expected text, label and perhaps an id, separated by tabs, found';
const label = 'expected a label without white space that does not begin with a hyphen, found';
const fields = 'expected no field but "text", "label", "id", "caseSensitive", found';

test.each([
  ['Paris', `1: ${columns} 1 column: "Paris"`],
  ['Paris\tLOC\nParis LOC', `2: ${columns} 1 column: "Paris LOC"`],
  ['a\tb\tc\td', `1: ${columns} 4 columns: "a\\tb\\tc\\td"`],
  [' \tLOC', '1: expected a text that is not blank, found " "'],
  ['Paris\t', `1: ${label} ""`],
  ['Paris\tA B', `1: ${label} "A B"`],
  ['Paris\t-A', `1: ${label} "-A"`],
  ['Paris\t\u001b[31m', `1: ${label} "\\u001b[31m"`],
  ['Paris\tLOC\n{"text":1}', `2: ${columns} 1 column: "{\\"text\\":1}"`],
  ['{"text":"Paris","label":"LOC"}\nParis\tLOC', '2: expected a JSON object, found "Paris\\tLOC"'],
  ['{"text":"Paris"', '1: expected a JSON object, found "{\\"text\\":\\"Paris\\""'],
  ['{"label":"LOC"}', '1: expected a text that is not blank, found none'],
  ['{"text":" ","label":"LOC"}', '1: expected a text that is not blank, found " "'],
  ['{"text":7,"label":"LOC"}', '1: expected a text that is not blank, found 7'],
  ['{"text":"Paris"}', `1: ${label} none`],
  ['{"text":"Paris","label":null}', `1: ${label} null`],
  [
    `{"text":"Paris","label":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `1: ${label} ${'['.repeat(60)}…`,
  ],
  [
    '{"text":"Paris","label":"LOC","id":1.5}',
    '1: expected an id that is text or a whole number, found 1.5',
  ],
  [
    '{"text":"Paris","label":"LOC","id":""}',
    '1: expected an id that is text or a whole number, found ""',
  ],
  [
    '{"text":"Paris","label":"LOC","caseSensitive":"no"}',
    '1: expected caseSensitive to be true or false, found "no"',
  ],
  ['{"text":"Paris","label":"LOC","casesensitive":true}', `1: ${fields} "casesensitive"`],
  ['{"pattern":"Paris","label":"LOC"}', `1: ${fields} "pattern"`],
  ['A\tB\nPa\0ris\tLOC', '2: expected UTF-8 text, found a zero byte (is it a binary file?)'],
  [
    'A\tB\rC\tD',
    '1: expected lines that end in LF or CRLF, found a lone carriage return: "A\\tB\\rC\\tD"',
  ],
])('a gazetteer with %j is refused', async (content, message) => {
  const path = file(content);
  const reading = gazetteerOf([file(tsv), path]);
  await expect(reading).rejects.toThrow(InputError);
  await expect(reading).rejects.toThrow(new InputError(`${path}:${message}`));
});

test('a file that is missing, damaged, or not UTF-8 is refused by its name', async () => {
  const missing = join(folder, 'missing');
  await expect(gazetteerOf([missing])).rejects.toThrow(new InputError(`${missing}: no such file`));
  const cut = file(gzipSync(tsv).subarray(0, 30));
  await expect(gazetteerOf([cut])).rejects.toThrow(
    new InputError(`${cut}: the gzip file is cut short`),
  );
  const latin = file(Buffer.from('A\tB\nM\xfcller\tPER', 'latin1'));
  await expect(gazetteerOf([latin])).rejects.toThrow(
    new InputError(`${latin}:2: expected UTF-8 text, found other bytes: "M\ufffdller\\tPER"`),
  );
});

test('repeated and contradictory entries are counted, and the first of a name counts', async () => {
  const first = file('Paris\tLOC\nParis\tLOC\nBerlin\tLOC\tQ64\nBerlin\tLOC\tQ65\nParis\tLOC');
  const second = file('Paris\tPER\n');
  const { gazetteer, warnings } = await gazetteerOf([first, second]);
  expect(gazetteer.lookUp('Paris')).toEqual({ label: 'LOC' });
  expect(warnings).toEqual([
    `${first}:2: "Paris" is given again (the first of 2 repeated entries)`,
    `${first}:4: "Berlin" is LOC with id "Q65" here, but LOC with id "Q64" in an earlier entry, which counts (the first of 2 contradictions)`,
  ]);
  const other = await gazetteerOf([second, first]);
  expect(other.gazetteer.lookUp('Paris')).toEqual({ label: 'PER' });
  expect(other.warnings[0]).toBe(
    `${first}:1: "Paris" is LOC here, but PER in an earlier entry, which counts (the first of 4 contradictions)`,
  );
});

test('a text may have 1000 characters, and a longer one is refused', async () => {
  const name = 'Teddy '.repeat(167).slice(0, 1000);
  const { gazetteer } = await gazetteerOf([file(`${name}\tPER\n`)]);
  expect(gazetteer.lookUp(name)).toEqual({ label: 'PER' });
  const long = 'Teddy '.repeat(200_000);
  const message = `2: expected a text of at most 1000 characters, found 1200000: "${long.slice(0, 60)}…"`;
  for (const line of [`${long}\tPER\n`, JSON.stringify({ text: long, label: 'PER' })]) {
    const path = file(`\n${line}`);
    await expect(gazetteerOf([path])).rejects.toThrow(new InputError(`${path}:${message}`));
    await expect(readDenyList([path], false, () => {})).rejects.toThrow(
      new InputError(`${path}:${message}`),
    );
  }
});

test('what is written as JSON Lines or as columns is read back', async () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => /^[^\s\p{C}]+$/u.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(word, word), { minLength: 1 }), async (entries) => {
      const names = entries.map(([text, id], n) => ({
        text: `${n} ${text}`,
        label: `T${n % 3}`,
        id,
      }));
      const paths = [
        file(names.map((name) => `${JSON.stringify(name)}\n`).join('')),
        file(names.map(({ text, label, id }) => `${text}\t${label}\t${id}\n`).join('')),
      ];
      for (const path of paths) {
        const { gazetteer } = await gazetteerOf([path]);
        for (const { text, label, id } of names)
          expect(gazetteer.lookUp(text)).toEqual({ label, id });
      }
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['columns', 'May\nJune\tPER\n\nJuly'],
  [
    'JSON Lines',
    '{"text":"May"}\n{"text":"June","label":"PER"}\n\n{"text":"July","caseSensitive":true}',
  ],
])('a deny list is read from %s, with labels or without', async (_, content) => {
  const warnings: string[] = [];
  const deny = await readDenyList([file(content)], false, (warning) => warnings.push(warning));
  const denied = ['May', 'June', 'July'].map((text) =>
    ['PER', 'LOC'].map((label) => deny.denies({ text, label })),
  );
  expect(denied).toEqual([
    [true, true],
    [true, false],
    [true, true],
  ]);
  expect(warnings).toEqual([]);
});

test.each([
  [
    'May\tPER\tQ1',
    '1: expected a text and perhaps a label, separated by a tab, found 3 columns: "May\\tPER\\tQ1"',
  ],
  ['May\t', `1: ${label} ""`],
  [
    '{"text":"May","id":"Q1"}',
    '1: expected no field but "text", "label", "caseSensitive", found "id"',
  ],
])('a deny list with %j is refused', async (content, message) => {
  const path = file(content);
  await expect(readDenyList([path], false, () => {})).rejects.toThrow(
    new InputError(`${path}:${message}`),
  );
});

test('repeated entries of a deny list are reported', async () => {
  const warnings: string[] = [];
  const path = file('May\nJune\nmay');
  await readDenyList([path], true, (warning) => warnings.push(warning));
  expect(warnings).toEqual([`${path}:3: "may" is given again`]);
});
