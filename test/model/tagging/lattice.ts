// The lattice of a sentence as the plain network computes it, and every path through it.
import type { Tagger } from '../../../src/model/tagger.js';
import { encodeBatch } from '../../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder } from '../../../src/model/vocabulary/encode-words.js';
import { columnsOf, rowsOf } from '../../../src/tensors/matrix.js';
import { rowsAt } from '../../../src/tensors/rows.js';
import { pathScore } from '../../reference/crf-scores.js';
import { randomNumbers } from '../../reference/random.js';
import { valuesOf } from '../../tensors/matrix-of.js';

export function randomSentences(lengths: readonly number[], seed = 1): string[][] {
  const random = randomNumbers(seed);
  const vocabulary = ['a', 'b', 'c', 'unseen', 'B'];
  return lengths.map((length) =>
    Array.from({ length }, () => vocabulary[random.integer(vocabulary.length)]),
  );
}

/** The scores of one sentence as the plain network computes them, divided by the temperature. */
export function latticeOf(tagger: Tagger, tokens: readonly string[], temperature = 1) {
  const { engine, network, labels } = tagger;
  const L = labels.tags.length;
  const batch = encodeBatch(engine, [createWordEncoder(tagger)(tokens)]);
  const project = network.startProjecting();
  const { emissions } = network.startDecoding();
  const projected = project(batch.words).map((matrix) => {
    const gates = rowsAt(engine, matrix, batch.wordOfToken, tokens.length);
    return (first: number, count: number) => rowsOf(gates, first, count);
  });
  const rows = valuesOf(engine, columnsOf(emissions(batch.steps, projected), 0, L));
  const divide = (values: ArrayLike<number>) => Float64Array.from(values, (x) => x / temperature);
  const { transitions, start, end } = network.decoder.labelScores();
  const scores = { transitions: divide(transitions), start: divide(start), end: divide(end) };
  return { L, emissions: divide(rows), scores };
}

/** Every label sequence of a short sentence with its score. */
export function allPaths({ L, emissions, scores }: ReturnType<typeof latticeOf>) {
  const T = emissions.length / L;
  const paths = Array.from({ length: L ** T }, (_, n) =>
    Array.from({ length: T }, (_, t) => Math.floor(n / L ** t) % L),
  );
  return paths.map((path) => ({ path, score: pathScore(path, emissions, scores) }));
}
