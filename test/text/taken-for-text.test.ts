import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { otherFormatOf } from '../../src/text/taken-for-text.js';

test.each([
  ['<!DOCTYPE html>\n<html>', 'HTML or XML'],
  ['\ufeff \n<html lang="en">', 'HTML or XML'],
  ['<?xml version="1.0"?>', 'HTML or XML'],
  ['<P CLASS=x>He', 'HTML or XML'],
  ['<h1>Title</h1>', 'HTML or XML'],
  ['{"text": "He"}\n{"text": "She"}', 'JSON Lines'],
  ['{"id":1,"text":"cut off', 'JSON Lines'],
  ['{ "text" : "He" }', 'JSON Lines'],
  ['{\n  "text": "He"\n}', 'JSON'],
  ['[{"text": "He"}]', 'JSON'],
  ['[\n  {\n    "text": "He"', 'JSON'],
])('%j is %s', (start, format) => {
  expect(otherFormatOf(start)).toBe(format);
});

test.each([
  '',
  'He said <b>no</b>.',
  '<unk> said no.',
  '<s> He said no. </s>',
  '<Anna> hi, are you there?',
  '< p > is smaller',
  '<div is not a tag here',
  '{he} said "no": fine',
  '["no", he said]',
  '[1] Anna Berg: a life',
  '{"quoted"} text',
  '# Title\n\n<p>He</p>',
])('%j is text', (start) => {
  expect(otherFormatOf(start)).toBeUndefined();
});

test('every object in JSON is recognized, on one line or on several', () => {
  const record = fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue(), { minKeys: 1 });
  fc.assert(
    fc.property(record, fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
      const start = JSON.stringify(value, null, indent);
      const expected = indent === undefined ? 'JSON Lines' : 'JSON';
      expect(otherFormatOf(start)).toBe(expected);
      expect(otherFormatOf(JSON.stringify([value], null, indent))).toBe('JSON');
    }),
  );
});
