import { expect, test } from '@jest/globals';
import { excerpt } from '../../src/files/excerpt.js';

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
