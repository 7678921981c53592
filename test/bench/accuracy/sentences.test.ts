import { expect, test } from '@jest/globals';
import { drawSentences, unseenSentences } from '../../../bench/accuracy/sentences.js';

const sentence = (text: string, line = 1) => ({ tokens: text.split(' '), spans: [], line });
const many = Array.from({ length: 50 }, (_, index) => sentence(`sentence ${index}`, index));

test('the smaller sample is part of the larger, and drawn, not cut off the beginning', () => {
  const [small, large] = [drawSentences(many, 10), drawSentences(many, 30)];
  expect(large.slice(0, 10)).toEqual(small);
  expect(new Set(large).size).toBe(30);
  expect(small).not.toEqual(many.slice(0, 10));
});

test('every call draws the same, and leaves the corpus in its order', () => {
  const before = [...many];
  expect(drawSentences(many, 20)).toEqual(drawSentences(many, 20));
  expect(many).toEqual(before);
});

test('a sentence is seen where another has the same tokens, whatever its tags', () => {
  const seen = [{ ...sentence('EU rejects'), spans: [{ label: 'ORG', start: 0, end: 1 }] }];
  const sentences = [
    sentence('EU rejects', 7),
    sentence('EU rejects call'),
    sentence('eu rejects'),
  ];
  expect(unseenSentences(sentences, seen)).toEqual(sentences.slice(1));
});
