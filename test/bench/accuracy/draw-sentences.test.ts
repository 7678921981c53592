import { expect, test } from '@jest/globals';
import { drawSentences } from '../../../bench/accuracy/draw-sentences.js';

const sentences = Array.from({ length: 50 }, (_, index) => {
  return { tokens: ['sentence', `${index}`], spans: [], line: index };
});

test('the smaller sample is part of the larger, and is drawn from the whole corpus', () => {
  const [small, large] = [drawSentences(sentences, 10), drawSentences(sentences, 30)];
  expect(large.slice(0, 10)).toEqual(small);
  expect(new Set(large).size).toBe(30);
  expect(small).not.toEqual(sentences.slice(0, 10));
});

test('every call draws the same sample and leaves the corpus in its order', () => {
  const before = [...sentences];
  expect(drawSentences(sentences, 20)).toEqual(drawSentences(sentences, 20));
  expect(sentences).toEqual(before);
});
