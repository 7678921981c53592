import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { isPartOfName, pairSentences } from '../bench/compare/future.js';
import { readConll } from '../src/corpora/conll-file.js';

const read = (name: string) =>
  readConll(`data/teddy/${name}.conll`, { scheme: 'IOB2', strict: true });

const future = await read('future');
const splits = await Promise.all(['train', 'dev', 'test'].map(read));
const pairs = pairSentences(future.sentences);
const trainWords = new Set(splits[0].sentences.flatMap(({ tokens }) => tokens));
const lowerCase = (tokens: readonly string[]) => tokens.join(' ').toLowerCase();
const splitTexts = splits.flatMap(({ sentences }) =>
  sentences.map(({ tokens }) => lowerCase(tokens)),
);
const byWord = pairs.map((pair) => ({
  ...pair,
  text: pair.sentences.map(({ tokens }) => tokens.join(' ')).join(' / '),
}));

test('there are at least 60 pairs, two sentences each, no sentence twice', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(60);
  expect(future.sentences).toHaveLength(2 * pairs.length);
  const texts = future.sentences.map(({ tokens }) => lowerCase(tokens));
  expect(new Set(texts).size).toBe(texts.length);
});

test.each(byWord)('the pair begins alike, and one word is a name once: $text', (pair) => {
  const [first, second] = pair.sentences;
  expect(pair.word).toBeGreaterThanOrEqual(0);
  expect(first.tokens.slice(0, pair.word + 1)).toEqual(second.tokens.slice(0, pair.word + 1));
  const isName = [first, second].map(({ spans }) => isPartOfName(spans, pair.word));
  expect(isName.toSorted()).toEqual([false, true]);
});

test.each(byWord)('the word and its neighbours stand in train, never together: $text', (pair) => {
  for (const { tokens } of pair.sentences) {
    const [word, neighbour] = [tokens[pair.word], tokens[pair.word + 1]];
    expect(trainWords).toContain(word);
    expect(trainWords).toContain(neighbour);
    const together = ` ${word} ${neighbour} `.toLowerCase();
    expect(splitTexts.filter((text) => ` ${text} `.includes(together))).toEqual([]);
  }
});

test('no sentence of a pair stands in a split', () => {
  const known = new Set(splitTexts);
  expect(future.sentences.filter(({ tokens }) => known.has(lowerCase(tokens)))).toEqual([]);
});

test('the file ends in one newline', () => {
  expect(readFileSync('data/teddy/future.conll', 'utf8')).toMatch(/[^\n]\n$/);
});
