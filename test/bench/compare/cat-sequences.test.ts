import { expect, test } from '@jest/globals';
import { PLURAL, writeCatSequences } from '../../../bench/compare/cat-sequences.js';
import { createRandom } from '../../../src/tensors/random.js';

const textOf = ({ tokens }: { readonly tokens: readonly string[] }) => tokens.join(' ');

test.each([5, 10, 20, 50, 100])(
  'the deciding word is %i steps before the last word, and only that may be plural',
  (distance) => {
    for (const { tokens, spans } of writeCatSequences({ count: 40, distance }, createRandom(1))) {
      const last = tokens.length - 1;
      const decider = tokens[last - distance];
      expect(['cat', 'cats']).toContain(decider);
      expect(tokens.filter((token) => token.startsWith('cat'))).toEqual([decider]);
      const plural = [{ label: PLURAL, start: last, end: last + 1 }];
      expect(spans).toEqual(decider === 'cats' ? plural : []);
      expect(tokens[last]).toBe('be');
    }
  },
);

test('half of the sequences are plural, in random order', () => {
  const sequences = writeCatSequences({ count: 100, distance: 5 }, createRandom(1));
  const isPlural = sequences.map(({ spans }) => spans.length > 0);
  expect(isPlural.filter(Boolean)).toHaveLength(50);
  expect(isPlural.some((plural, index) => plural === isPlural[index + 1])).toBe(true);
});

test('the same seed gives the same sequences, another seed others', () => {
  const write = (seed: number) =>
    writeCatSequences({ count: 20, distance: 10 }, createRandom(seed)).map(textOf);
  expect(write(3)).toEqual(write(3));
  expect(write(3)).not.toEqual(write(4));
});

test('no sequence is repeated, and none of those seen before', () => {
  const random = createRandom(1);
  const options = { count: 400, distance: 3 } as const;
  const seen = writeCatSequences({ ...options, count: 20 }, random);
  const texts = [...seen, ...writeCatSequences({ ...options, count: 40 }, random, seen)].map(
    textOf,
  );
  expect(new Set(texts).size).toBe(60);
});

test('the words between do not depend on the last word', () => {
  const sequences = writeCatSequences({ count: 400, distance: 20 }, createRandom(1));
  const wordsOf = (isPlural: boolean) =>
    new Set(
      sequences
        .filter(({ spans }) => spans.length > 0 === isPlural)
        .flatMap(({ tokens }) => tokens.slice(2)),
    );
  expect(wordsOf(true)).toEqual(wordsOf(false));
});
