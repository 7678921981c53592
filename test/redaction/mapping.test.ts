import { expect, test } from '@jest/globals';
import { parseMapping, renderMapping } from '../../src/redaction/mapping.js';
import { Pseudonyms } from '../../src/redaction/stand-ins.js';

const head = '{"mapping":"tagger","version":1,"entries":2}';
const ann = '{"standIn":"[PER_1]","label":"PER","text":"Ann"}';
const rome = '{"standIn":"[LOC_1]","label":"LOC","text":"Rome"}';
const parse = (text: string | Uint8Array) => parseMapping(Buffer.from(text), 'map');

test('a mapping is read as it was written, however large', () => {
  const pseudonyms = new Pseudonyms();
  for (let index = 0; index < 3000; index++) {
    pseudonyms.standInOf({ label: index % 3 ? 'PER' : 'LOC', text: `"\u2028🧸\\\r\n${index}` });
  }
  const bytes = Buffer.concat([...renderMapping(pseudonyms)]);
  const mapping = parse(bytes);
  expect(mapping.size).toBe(3000);
  expect(mapping.get('[LOC_2]')).toBe('"\u2028🧸\\\r\n3');
});

test('a mapping of a text without names is read', () => {
  expect(parse(Buffer.concat([...renderMapping(new Pseudonyms())])).size).toBe(0);
});

test('texts that were edited, CRLF and a byte order mark are read', () => {
  expect([...parse(`\ufeff${[head, ann.replace('Ann', 'Anne'), rome, ''].join('\r\n')}`)]).toEqual([
    ['[PER_1]', 'Anne'],
    ['[LOC_1]', 'Rome'],
  ]);
});

const entry = 'expected an object with a "standIn" such as "[PER_1]" and its "text"';
const other = 'map: expected a file that tagger tag --mapping wrote, found another';

test.each([
  ['', other],
  ['Secret Name lives here\n', other],
  ['{"text":"Secret Name"}\n', other],
  ['null\n', other],
  ['{"mapping":"tagger","version":1}\n', other],
  [`${head.replace('1', '2')}\n${ann}\n`, 'map: expected a mapping of version 1, found 2'],
  [`${head}\n${ann}\n`, 'map: expected as many entries as the first line says, 2, found 1'],
  [
    `${head}\n${ann}\n${rome}\n${rome.replace('LOC_1', 'LOC_2')}`,
    'map: expected as many entries as the first line says, 2, found 3',
  ],
  [`${head}\n${ann}\n${rome.slice(0, 40)}`, `map:3: ${entry}`],
  [`${head}\n${ann}\n\n${rome}`, `map:3: ${entry}`],
  [`${head}\n${ann.replace('"Ann"', '7')}`, `map:2: ${entry}`],
  [`${head}\n${ann.replace('[PER_1]', 'Secret Name')}`, `map:2: ${entry}`],
  [`${head}\n${ann}\n${ann}`, 'map:3: [PER_1] given twice'],
])('%j is refused without a word of it', (text, message) => {
  expect(() => parse(text)).toThrow(new Error(message));
});

test('bytes that are not UTF-8 are refused without quoting them', () => {
  const bytes = Buffer.from(`${head}\n${ann}\n${rome}`, 'latin1');
  bytes[bytes.length - 3] = 0xe9;
  expect(() => parse(bytes)).toThrow(new Error('map:3: expected UTF-8 text, found other bytes'));
});
