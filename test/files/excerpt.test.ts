import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { excerpt, excerptOfJson } from '../../src/files/excerpt.js';

test('a short line is shown whole, its tabs spelled out', () => {
  expect(excerpt('EU\tB-ORG')).toBe('"EU\\tB-ORG"');
});

test('a long line is cut after sixty characters', () => {
  expect(excerpt('a'.repeat(60))).toBe(`"${'a'.repeat(60)}"`);
  expect(excerpt('a'.repeat(61))).toBe(`"${'a'.repeat(60)}…"`);
  expect(excerpt('a'.repeat(1_000_000))).toBe(`"${'a'.repeat(60)}…"`);
});

test('no character is cut in two', () => {
  expect(excerpt('🧸'.repeat(60))).toBe(`"${'🧸'.repeat(60)}"`);
  expect(excerpt(`a${'🧸'.repeat(70)}`)).toBe(`"a${'🧸'.repeat(59)}…"`);
});

test('escape sequences cannot reach the terminal', () => {
  expect(excerpt('\u001b[31mred')).toBe('"\\u001b[31mred"');
});

test('a JSON value that is short is shown as JSON, whatever it holds', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const json = JSON.stringify(value);
      fc.pre(json.length <= 60);
      expect(excerptOfJson(JSON.parse(json))).toBe(json);
    }),
  );
});

test('of a long JSON value the start is shown', () => {
  expect(excerptOfJson(Array(100).fill(12))).toBe(`[${'12,'.repeat(19)}12…`);
  expect(excerptOfJson('a'.repeat(100))).toBe(`"${'a'.repeat(60)}…"`);
  expect(excerptOfJson({ ['k'.repeat(100)]: 1 })).toBe(`{"${'k'.repeat(58)}…`);
});

test.each([
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}'],
])('nesting of 100,000 %s is shown without exhausting the stack', (_, open, close) => {
  const json = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
  expect(excerptOfJson(JSON.parse(json))).toBe(`${json.slice(0, 60)}…`);
});

test('a value that is missing, and numbers that JSON has not, have their names', () => {
  expect(excerptOfJson(undefined)).toBe('none');
  expect(excerptOfJson(Number.POSITIVE_INFINITY)).toBe('Infinity');
});
