import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  createJsonRecordFormat,
  type JsonOptions,
  readJsonLines,
} from '../../../src/cli/input/json-lines.js';
import { anyCharacter } from '../../any-character.js';
import { collect, lineChunks } from '../tag/line-chunks.js';

const defaults: JsonOptions = {
  textField: ['text'],
  entitiesField: 'entities',
  skipsMissing: false,
};

const read = (text: string, options: Partial<JsonOptions> = {}) =>
  collect(readJsonLines(lineChunks(text), 'f', { ...defaults, ...options }));

const entity = { label: 'X', text: 'é', start: 0, end: 1 };

async function rendered(text: string, options: Partial<JsonOptions> = {}): Promise<string> {
  const passages = await read(text, options);
  return passages
    .map((passage) =>
      passage.isBetween
        ? passage.text + passage.end
        : createJsonRecordFormat('utf16').render({ ...passage, end: passage.end! }, [entity]),
    )
    .join('');
}

const added = '"entities":[{"label":"X","text":"é","start":0,"end":1}]';

test.each([
  ['{"text":"a"}', `{"text":"a",${added}}`],
  [
    '\ufeff { "n" : 1.0 , "text" : "\\u00e9" , "n":1e400 }\t\r',
    `\ufeff { "n" : 1.0 , "text" : "\\u00e9" , "n":1e400,${added} }\t\r`,
  ],
  ['{"a":{"}":"}"},"text":"}"}', `{"a":{"}":"}"},"text":"}",${added}}`],
])('%j becomes %j', async (line, expected) => {
  expect(await rendered(`${line}\n${line.replace('\ufeff', '')}`)).toBe(
    `${expected}\n${expected.replace('\ufeff', '')}`,
  );
});

// A field named __proto__ is a field like others.
const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'a.b', 'constructor', 'entitieſ'));

test('outside the new field, each record stays the same to the byte', async () => {
  const record = fc
    .tuple(
      fc.dictionary(name, fc.jsonValue()),
      fc.string({ unit: anyCharacter }),
      fc.constantFrom(undefined, 1, '\t'),
    )
    .map(([others, text, indent]) =>
      JSON.stringify({ ...others, text }, undefined, indent).replaceAll('\n', ' '),
    )
    .filter((json) => !/"entities" *:/.test(json));
  const lineEnd = fc.constantFrom('\n', '\r\n', '\n\n', '\n \t\r\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(record, lineEnd)), async (records) => {
      const content = records.flat().join('');
      const output = await rendered(content);
      expect(output.replaceAll(`,${added}`, '')).toBe(content);
      for (const line of output.split('\n').filter((each) => /\S/.test(each))) {
        expect(JSON.parse(line).entities).toEqual([entity]);
      }
      const texts = (await read(content)).filter(({ isBetween }) => !isBetween);
      expect(texts.map(({ text }) => text)).toEqual(records.map(([json]) => JSON.parse(json).text));
    }),
  );
});

test('the text is in a nested field, the last one of its name', async () => {
  const options = { textField: ['a', 'b'] };
  const [passage] = await read('{"a":{"b":"x"},"a":{"b":"y","\\u0062":"z"},"a.b":"w"}', options);
  expect(passage.text).toBe('z');
});

test('the entities get another field', async () => {
  const line = '{"text":"a","entities":0}';
  expect(await rendered(line, { entitiesField: 'a"b' })).toBe(
    `{"text":"a","entities":0,"a\\"b":[{"label":"X","text":"é","start":0,"end":1}]}`,
  );
});

test('records without a text pass if they are to', async () => {
  const lines = '{}\n{"text":null}\n{"text":"a"}';
  expect((await read(lines, { skipsMissing: true })).map(({ text }) => text)).toEqual([
    '',
    '',
    'a',
  ]);
  expect(await rendered('{ }', { skipsMissing: true })).toBe(`{${added} }`);
});

const missing = ' (--skip-missing lets such records pass)';
test.each([
  ['{"text"', {}, 'expected a JSON object, found "{\\"text\\""'],
  ['[1]', {}, 'expected a JSON object, found "[1]"'],
  ['null', {}, 'expected a JSON object, found "null"'],
  ['{"text":"a"} {}', {}, 'expected a JSON object, found "{\\"text\\":\\"a\\"} {}"'],
  ['{"a":1}', {}, `expected a text in the field "text", found none${missing}`],
  ['{"text":null}', {}, `expected a text in the field "text", found null${missing}`],
  ['{"text":1.0}', {}, 'expected a text in the field "text", found 1'],
  ['{"text":[]}', { skipsMissing: true }, 'expected a text in the field "text", found an array'],
  ['{"text":{}}', {}, 'expected a text in the field "text", found an object'],
  [
    '{"a":"x"}',
    { textField: ['a', 'b'] },
    `expected a text in the field "a.b", found none${missing}`,
  ],
  [
    '{"text":"a","\\u0065ntities":0}',
    {},
    'the record already has a field "entities"; --entities-field names another for the entities',
  ],
])('%s is refused, after the records before it', async (line, options: object, message) => {
  const texts: string[] = [];
  const lines = lineChunks(`{"text":"a","a":{"b":"a"}}\n${line}\n`);
  const reading = async () => {
    for await (const passages of readJsonLines(lines, 'f', { ...defaults, ...options })) {
      texts.push(...passages.map(({ text }) => text));
    }
  };
  await expect(reading()).rejects.toMatchObject({
    name: 'InputError',
    message: `f:2: ${message}`,
  });
  expect(texts).toEqual(['a']);
});

test('names of all objects are no fields', async () => {
  await expect(read('{}', { textField: ['toString'] })).rejects.toThrow('found none');
  expect((await read('{"text":"a"}', { entitiesField: 'toString' }))[0].text).toBe('a');
});
