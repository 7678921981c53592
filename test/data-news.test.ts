// The corpus in data/news, and the examples of its guidelines.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readConll } from '../src/corpora/conll-file.js';

const splits = ['train', 'dev', 'test'] as const;
const corpora = await Promise.all(
  splits.map((split) => readConll(`data/news/${split}.conll`, { scheme: 'IOB2', strict: true })),
);
const types = ['PER', 'LOC', 'ORG', 'MISC'];

/** The rows of the table of sizes on the card, without separators of thousands. */
const sizesOnCard = readFileSync('data/news/README.md', 'utf8')
  .replaceAll(',', '')
  .split('\n')
  .filter((line) => /^\| (?:train|dev|test) +\|/.test(line))
  .map((line) => line.split('|').slice(2, -1).map(Number));

test('the card has the sizes of the splits', () => {
  const sizes = corpora.map(({ sentences, tokenCount }) => {
    const labels = sentences.flatMap(({ spans }) => spans.map(({ label }) => label));
    return [
      sentences.filter(({ startsDocument }) => startsDocument).length,
      sentences.length,
      tokenCount,
      ...types.map((type) => labels.filter((label) => label === type).length),
    ];
  });
  expect(sizesOnCard).toEqual(sizes);
});

test('there are no other types', () => {
  const labels = corpora.flatMap(({ sentences }) =>
    sentences.flatMap(({ spans }) => spans.map(({ label }) => label)),
  );
  expect(new Set(labels)).toEqual(new Set(types));
});

test('every sentence has its text', () => {
  for (const { sentences } of corpora) {
    for (const { text, line } of sentences)
      expect([line, text]).toEqual([line, expect.any(String)]);
  }
});

test('no document and no sentence of five tokens or more is in two splits', () => {
  const contents = corpora.map(({ sentences }) =>
    sentences.map(({ tokens }) => tokens).filter(({ length }) => length > 4),
  );
  const [train, dev, held] = contents.map((all) => new Set(all.map((tokens) => tokens.join(' '))));
  for (const sentence of held) expect(train.has(sentence) || dev.has(sentence)).toBe(false);
  for (const sentence of dev) expect(train.has(sentence)).toBe(false);
});

test('the examples of the guidelines are marked as entities are', () => {
  const guidelines = readFileSync('data/annotation-guidelines.md', 'utf8');
  const marks = [...guidelines.matchAll(/\[[^[\]]+\]\((?<type>[^)\s]+)\)/g)];
  expect(marks.length).toBeGreaterThan(100);
  for (const { groups } of marks) expect(types).toContain(groups!.type);
});
