import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { excerpt } from '../../src/files/excerpt.js';
import { JsonCursor, MAXIMUM_VALUES } from '../../src/safetensors/json-cursor.js';
import { anyCharacter } from '../any-character.js';

// Any JSON text of objects, arrays, strings and whole numbers, of the kinds of the schema.
function readValue(json: JsonCursor, text: string, schema: unknown): unknown {
  if (typeof schema === 'string') return json.readString();
  if (typeof schema === 'number') return json.readWholeNumber();
  if (Array.isArray(schema)) {
    const items: unknown[] = [];
    json.readArray(() => items.push(readValue(json, text, schema[items.length])));
    return items;
  }
  const members: [string, unknown][] = [];
  json.readObject('object', (key) => {
    const entries = Object.entries(schema as object);
    members.push([key, readValue(json, text, entries[members.length][1])]);
  });
  return Object.fromEntries(members);
}

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: anyCharacter }),
    fc.maxSafeNat(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: anyCharacter }), tie('value'), { maxKeys: 3 }),
  ),
}));

test.each([undefined, 2, '\t\r\n '])(
  'what JSON.stringify writes is read, indented by %j',
  (indent) => {
    fc.assert(
      fc.property(value, (value) => {
        // A plain object as every reader of JSON sees it: numbers as names first.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const text = JSON.stringify(plain, undefined, indent);
        const json = new JsonCursor(text, 'here');
        expect(readValue(json, text, plain)).toEqual(plain);
        json.readEnd();
      }),
    );
  },
);

test.each(['"\\x"', '"\n"', '"\\u12"', '"\u0000"'])('the string %j is refused', (text) => {
  expect(() => new JsonCursor(text, 'here').readString()).toThrow(
    new InputError(
      `here: expected a string without control characters or unknown escapes at character 0, found ${excerpt(text)}`,
    ),
  );
});

test.each(['"', '"\\', '"\\"', '"\\\\\\"', 'a"'])('the unfinished string %j is refused', (text) => {
  expect(() => new JsonCursor(text, 'here').readString()).toThrow(
    new InputError(`here: expected a string at character 0, found ${excerpt(text)}`),
  );
});

test('a string ends at the first quote that is not escaped', () => {
  const json = new JsonCursor('"\\\\" "\\"\\\\\\"" "a"', 'here');
  expect([json.readString(), json.readString(), json.readString()]).toEqual(['\\', '"\\"', 'a']);
});

test('nesting that would exhaust the stack is refused where it begins', () => {
  const json = new JsonCursor(`{"a":${'['.repeat(1_000_000)}`, 'here');
  expect(() => json.readObject('object', () => json.readString())).toThrow(
    new InputError('here: expected a string at character 5, found "[[[[[[[[[[[[[[[[[[[["'),
  );
});

test('a string of a million escapes is read', () => {
  const text = '"\\'.repeat(1_000_000);
  expect(new JsonCursor(JSON.stringify(text), 'here').readString()).toBe(text);
});

test('a number of a million digits is refused', () => {
  const json = new JsonCursor('1'.repeat(1_000_000), 'here');
  expect(() => json.readWholeNumber()).toThrow(InputError);
});

const readWhole = (text: string) => {
  const json = new JsonCursor(text, 'file');
  const value = json.readValue();
  json.readEnd();
  return value;
};

test('any value is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: anyCharacter }), (text) => {
      expect(readWhole(text)).toEqual(JSON.parse(text));
      const spaced = JSON.stringify(JSON.parse(text), null, 2);
      expect(readWhole(spaced)).toEqual(JSON.parse(spaced));
    }),
  );
});

test('what JSON.parse refuses is refused as any value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'{}[],:"\\-+.eE019 truefalsnl'), { maxLength: 8 }),
      (characters) => {
        const text = characters.join('');
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expect(() => readWhole(text)).toThrow(InputError);
          return;
        }
        expect(readWhole(text)).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a key twice within a value is refused, however deep', () => {
  expect(() => readWhole('[{"a":{"b":1,"b":1}}]')).toThrow(
    'file: key "b" occurs twice in an object',
  );
});

test('a value nested too deep is refused', () => {
  expect(readWhole(`${'['.repeat(100)}0${']'.repeat(100)}`)).toBeDefined();
  expect(() => readWhole('['.repeat(102))).toThrow(
    'file: expected at most 100 levels of nesting at character 101, found "["',
  );
});

test('more values than any model needs are refused, alike or nested', () => {
  const expected = `file: expected at most ${MAXIMUM_VALUES} values at character`;
  for (const item of ['1,', '[],']) {
    expect(() => readWhole(`[${item.repeat(MAXIMUM_VALUES)}1]`)).toThrow(expected);
  }
});
