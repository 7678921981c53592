import { expect, test } from '@jest/globals';
import { documentFeatures } from './document-features.js';

// Vectors of one number, so that a scaled mean is its sign.
const rows = { up: 1, down: -1, said: 1, Reagan: 1, president: -1 };
const words = Object.keys(rows);
const reading = {
  table: [5, ...Object.values(rows)],
  E: 1,
  idOf: (word: string) => words.indexOf(word) + 1,
};

const featuresOf = (documents: readonly string[][]) =>
  documentFeatures(
    documents.map((sentences) => sentences.map((sentence) => sentence.split(' '))),
    reading,
  );

test('a word has the neighbors of all its occurrences, the topic, and how it is written', () => {
  const [first] = featuresOf([['Reagan up , president', 'up REAGAN down', 'said reagan']]);
  // Before it stands nothing, "up" and "said"; after it "up" and "down", whose mean is zero.
  const [before, after, topic, ...forms] = first[0];
  expect([before, after]).toEqual([0.35, 0]);
  // "down" and "president" against "said" and "Reagan".
  expect(topic).toBe(0);
  expect(forms).toEqual([1 / 3, 1 / 3, 0, 1 / 3, 1 - 1 / 3, 1]);
});

test('a word that occurs once has the topic alone', () => {
  const [[features]] = featuresOf([['Reagan said', 'up']]);
  expect(features).toEqual([0, 0, 0.35, 0, 0, 0, 0, 0, 0]);
});

test('words without capitals have nothing, and neither has a document of one sentence', () => {
  const [[, said], [Up, up], alone] = featuresOf([
    ['Reagan said', 'Up up'],
    ['Reagan said Reagan'],
  ]);
  const nothing = new Array(9).fill(0);
  expect([said, up, ...alone]).toEqual(new Array(5).fill(nothing));
  expect(Up.slice(3)).toEqual([1 / 2, 0, 0, 1 / 2, 1 / 2, 1]);
});
