// The words whose characters the recurrent layers have read, detected by the bits of their gates.
import { expect, test } from '@jest/globals';
import { encodeBatch } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { valuesOf } from '../../tensors/matrix-of.js';
import { randomTagger } from '../random-tagger.js';

const sentence = ['be', 'ebb', 'bee', 'be', 'add'];
const places = sentence.map((_, t) => t);

/** For each word spelled otherwise, in turn: the tokens at which gates then have other bits. */
function changedGates(directions: 1 | 2) {
  const tagger = randomTagger({
    words: [],
    characters: ['a', 'b', 'd', 'e'],
    shape: { directions, layers: 2 },
  });
  const { engine, network } = tagger;
  const gatesOf = (tokens: readonly string[]) => {
    // With one sentence, rows are tokens.
    const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
    const values = network
      .gates(batch)
      .flat()
      .map((gates) => valuesOf(engine, gates));
    return places.map((t) =>
      values.flatMap((gates) => {
        const width = gates.length / sentence.length;
        return [...gates.subarray(t * width, (t + 1) * width)];
      }),
    );
  };
  const before = gatesOf(sentence);
  return places.map((changed) => {
    const after = gatesOf(sentence.map((word, t) => (t === changed ? 'dad' : word)));
    return places.filter((t) => after[t].some((gate, k) => !Object.is(gate, before[t][k])));
  });
}

test('forward only, the characters of a word change nothing before it', () => {
  expect(changedGates(1)).toEqual([[0, 1, 2, 3, 4], [1, 2, 3, 4], [2, 3, 4], [3, 4], [4]]);
});

test('in both directions they change everything', () => {
  expect(changedGates(2)).toEqual(places.map(() => places));
});
