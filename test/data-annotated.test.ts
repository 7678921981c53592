// The corpora in data/news and data/written, and the examples of their guidelines.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConll } from '../src/corpora/conll-file.js';

const types = ['PER', 'LOC', 'ORG', 'MISC'];

/** The rows of the table of sizes on the card, without separators of thousands. */
function sizesOnCard(folder: string): number[][] {
  return readFileSync(`${folder}/README.md`, 'utf8')
    .replaceAll(',', '')
    .split('\n')
    .filter((line) => /^\| (?:train|train-2|train-3|train-4|dev|test) +\|/.test(line))
    .map((line) => line.split('|').slice(2, -1).map(Number));
}

describe.each([
  { folder: 'data/news', splits: ['train', 'train-2', 'train-3', 'dev', 'test'] },
  { folder: 'data/written', splits: ['train', 'train-2', 'train-3', 'train-4', 'dev', 'test'] },
])('$folder', ({ folder, splits }) => {
  const corpora = splits.map((split) =>
    readConll(`${folder}/${split}.conll`, { scheme: 'IOB2', strict: true }),
  );

  test('the card has the sizes of the splits', async () => {
    const sizes = (await Promise.all(corpora)).map(({ sentences, tokenCount }) => {
      const labels = sentences.flatMap(({ spans }) => spans.map(({ label }) => label));
      return [
        sentences.filter(({ startsDocument }) => startsDocument).length,
        sentences.length,
        tokenCount,
        ...types.map((type) => labels.filter((label) => label === type).length),
      ];
    });
    expect(sizesOnCard(folder)).toEqual(sizes);
  });

  test('there are no other types', async () => {
    const labels = (await Promise.all(corpora)).flatMap(({ sentences }) =>
      sentences.flatMap(({ spans }) => spans.map(({ label }) => label)),
    );
    expect(new Set(labels)).toEqual(new Set(types));
  });

  test('every sentence has its text', async () => {
    for (const { sentences } of await Promise.all(corpora)) {
      for (const { text, line } of sentences)
        expect([line, text]).toEqual([line, expect.any(String)]);
    }
  });

  test('no sentence of dev or test, of five tokens or more, is in another split', async () => {
    const contents = (await Promise.all(corpora)).map(
      ({ sentences }) =>
        new Set(
          sentences
            .map(({ tokens }) => tokens)
            .filter(({ length }) => length > 4)
            .map((tokens) => tokens.join(' ')),
        ),
    );
    const heldOut = ['dev', 'test'].map((split) => splits.indexOf(split));
    for (const [index, split] of contents.entries()) {
      const others = heldOut.filter((other) => other !== index);
      for (const other of others)
        expect([...split].filter((text) => contents[other].has(text))).toEqual([]);
    }
  });
});

test('the examples of the guidelines are marked as entities are', () => {
  const guidelines = readFileSync('data/annotation-guidelines.md', 'utf8');
  const marks = [...guidelines.matchAll(/\[[^[\]]+\]\((?<type>[^)\s]+)\)/g)];
  expect(marks.length).toBeGreaterThan(100);
  for (const { groups } of marks) expect(types).toContain(groups!.type);
});
