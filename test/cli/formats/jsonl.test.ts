import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { anyCharacter } from '../../any-character.js';

test('a line is one object that gives the text back', () => {
  const text = ' Teddy Roosevelt\tin Paris.';
  const entities = [
    { label: 'PER', text: 'Teddy Roosevelt', start: 1, end: 16 },
    { label: 'LOC', text: 'Paris', start: 20, end: 25 },
  ];
  expect(jsonlFormat.render({ text, end: '\r\n', lineNumber: 1 }, entities)).toBe(
    '{"text":" Teddy Roosevelt\\tin Paris.","entities":[' +
      '{"label":"PER","text":"Teddy Roosevelt","start":1,"end":16},' +
      '{"label":"LOC","text":"Paris","start":20,"end":25}]}\n',
  );
});

test('an id is the last field of its entity', () => {
  const entities = [{ id: 'Q90', label: 'LOC', text: 'Paris', start: 0, end: 5 }];
  expect(jsonlFormat.render({ text: 'Paris', end: '', lineNumber: 1 }, entities)).toBe(
    '{"text":"Paris","entities":[{"label":"LOC","text":"Paris","start":0,"end":5,"id":"Q90"}]}\n',
  );
});

test('an empty line is an object too', () => {
  expect(jsonlFormat.render({ text: '', end: '\n', lineNumber: 1 }, [])).toBe(
    '{"text":"","entities":[]}\n',
  );
});

const lineEnds = [...'\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029'];

test('an object has no character that ends a line anywhere', () => {
  const texts = fc.string({ unit: anyCharacter, maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(texts, fc.constant(lineEnds.join('x'))), (text) => {
      const json = jsonlFormat.render({ text, end: '', lineNumber: 1 }, []);
      for (const end of lineEnds) expect(json.slice(0, -1)).not.toContain(end);
      expect(JSON.parse(json).text).toBe(text);
    }),
  );
});

test('an entity ends with its id and its confidence, if it has them', () => {
  const entity = { label: 'PER', text: 'Joe', start: 0, end: 3 };
  const line = { text: 'Joe', end: '', lineNumber: 1 } as const;
  const more = { ...entity, confidence: 0.98765, id: 'Q\u20281' };
  expect(jsonlFormat.render(line, [more])).toBe(
    '{"text":"Joe","entities":[{"label":"PER","text":"Joe","start":0,"end":3,"id":"Q\\u20281","confidence":0.9877}]}\n',
  );
});

test('the file and the line come first, if there are several files', () => {
  const line = { text: '', end: '\n', lineNumber: 7 } as const;
  expect(jsonlFormat.render(line, [], 'a"\u2028')).toBe(
    '{"file":"a\\"\\u2028","line":7,"text":"","entities":[]}\n',
  );
});
