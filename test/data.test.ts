import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readConll } from '../src/corpora/conll-file.js';

const splits = ['train', 'dev', 'test'] as const;
const corpora = await Promise.all(
  splits.map((split) => readConll(`data/teddy/${split}.conll`, { scheme: 'IOB2', strict: true })),
);
const sentences = corpora.flatMap((corpus) => corpus.sentences);
const texts = sentences.map(({ tokens }) => tokens.join(' '));

test('the sample corpus holds at least 600 sentences, each once, with legal tags', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(600);
  expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length);
});

test('the sample corpus knows the four types, in every split', () => {
  for (const corpus of corpora) {
    const types = new Set(corpus.sentences.flatMap(({ spans }) => spans.map(({ label }) => label)));
    expect([...types].sort()).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
  }
});

// What the quickstart tags must be read from what stands beside the name, not remembered.
test.each(['He said Teddy Roosevelt was a great president', 'He said Teddy bears are on sale'])(
  'neither "%s" nor its last five words stand in the sample data',
  (sentence) => {
    const words = sentence.toLowerCase().split(' ');
    for (const text of texts) {
      expect(text.toLowerCase()).not.toContain(words.join(' '));
      expect(text.toLowerCase()).not.toContain(words.slice(-5).join(' '));
    }
  },
);

test('the names of the quickstart stand in the training data, the toy and the president both', () => {
  const train = corpora[0].sentences.map(({ tokens }) => tokens.join(' '));
  expect(train.filter((text) => text.includes('Teddy bears')).length).toBeGreaterThan(3);
  expect(train.filter((text) => text.includes('Teddy Roosevelt')).length).toBeGreaterThan(3);
});

test('the splits are different files that end in one newline', () => {
  const contents = splits.map((split) => readFileSync(`data/teddy/${split}.conll`));
  const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'));
  expect(new Set(hashes).size).toBe(splits.length);
  for (const content of contents) expect(content.at(-1)).toBe(10);
});
