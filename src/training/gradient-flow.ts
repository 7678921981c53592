// The vanishing gradient, seen (Bengio et al. 1994): the cross-entropy of one tag alone, injected at step t, and how much
// of its gradient reaches the activation at t - k by the recurrence of one layer and direction.
//
//   ratio(k) = median over tokens of ‖dL_t / da[t-k]‖ / ‖dL_t / da[t]‖        t + k for the reverse direction
//
// The activation is a alone: what an LSTM hands on in its memory counts as soon as an earlier activation has gone through a
// gate to reach it, which is why its curve falls more steeply at first than later.
//
// The median, because ratios of tokens lie decades apart, and because it stands a token whose gradient is rounded to zero.

import type { LabeledSentence } from '../corpora/conll.js';
import type { GradientCurve, GradientFlow } from '../evaluation/gradient-flow.js';
import { directions } from '../layers/bidirectional.js';
import type { Steps } from '../layers/layer.js';
import type { Tagger } from '../model/tagger.js';
import { encodeBatch, rowsOf, storeRows } from '../model/vocabulary/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../model/vocabulary/encode-words.js';
import { type Engine, type Matrix, rowAddress } from '../tensors/matrix.js';
import { median } from './optimization/gradients.js';

const LARGEST_K = 50;
// Room for the largest k on both sides of twenty tokens, of which every other one is measured.
const PASSAGE_LENGTH = 2 * LARGEST_K + 20;
const STRIDE = 2;
const MOST_PASSAGES = 16;

/**
 * Measured on passages of the sentences, at least one, in their order: few sentences are long enough by themselves. Where
 * all of them together are shorter than a passage, k ends at half their length.
 */
export function measureGradientFlow(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
): GradientFlow {
  const { cell, layers, directions: directionCount, hidden } = tagger.content.config;
  const passages = choosePassages(tagger, sentences);
  const passageLength = passages[0].labelIds.length;
  const reach = Math.min(LARGEST_K, (passageLength - 1) >> 1);
  const positions: number[] = [];
  for (let t = reach; t < passageLength - reach; t += STRIDE) positions.push(t);

  const curves = Array.from({ length: layers }, (_, layer) => {
    const samples = positions.map((step) =>
      tracePassages(tagger, passages, { layer, step }, reach),
    );
    return directions.slice(0, directionCount).map((direction, index): GradientCurve => {
      const tokens = samples.flatMap((ofStep) => ofStep[index]);
      return { layer: layer + 1, direction, ratios: medians(tokens, reach) };
    });
  });
  return {
    cell,
    layers,
    directions: directionCount,
    hidden,
    tokenCount: passages.length * positions.length,
    passageLength,
    curves: curves.flat(),
  };
}

interface Passage {
  readonly words: EncodedWords;
  readonly labelIds: readonly number[];
}

/** Passages of one length, from all over the corpus. */
function choosePassages(tagger: Tagger, sentences: readonly LabeledSentence[]): Passage[] {
  const { labels } = tagger;
  const encode = createWordEncoder(tagger);
  const passages: Passage[] = [];
  let words: string[] = [];
  let labelIds: number[] = [];
  const cut = () => {
    const passage = words.slice(0, PASSAGE_LENGTH);
    passages.push({ words: encode(passage), labelIds: labelIds.slice(0, PASSAGE_LENGTH) });
    words = [];
    labelIds = [];
  };
  for (const { tokens, spans } of sentences) {
    words = words.concat(tokens);
    labelIds = labelIds.concat(labels.encode(spans, tokens.length));
    if (words.length >= PASSAGE_LENGTH) cut();
  }
  if (passages.length === 0) cut();
  const every = Math.ceil(passages.length / MOST_PASSAGES);
  return passages.filter((_, index) => index % every === 0);
}

/** By direction and passage, the norms at k = 0, 1, ... of the loss injected at one step of each. */
function tracePassages(
  { engine, network }: Tagger,
  passages: readonly Passage[],
  place: { readonly layer: number; readonly step: number },
  reach: number,
): number[][][] {
  const mark = engine.memory.mark();
  const batch = encodeBatch(
    engine,
    passages.map(({ words }) => words),
  );
  const { steps, order } = batch;
  const labelIds = passages.map((passage) => passage.labelIds);
  const gold = storeRows(engine, rowsOf(steps, order, labelIds));
  const norms = network.trace(batch, gold, place).map((dStates, index) => {
    const backwards = directions[index] === 'forward' ? -1 : 1;
    return passages.map((_, sentence) =>
      Array.from({ length: reach + 1 }, (_, k) =>
        normAt(engine, steps, dStates, { sentence, step: place.step + backwards * k }),
      ),
    );
  });
  engine.memory.release(mark);
  return norms;
}

function normAt(
  { memory }: Engine,
  { rowStarts }: Steps,
  matrix: Matrix,
  { sentence, step }: { readonly sentence: number; readonly step: number },
): number {
  const row = memory.floats(rowAddress(matrix, rowStarts[step] + sentence), matrix.columns);
  // In double precision: squares of what is left after many steps may be too small for single.
  return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
}

/** By k. A tag so well learned that its loss has no gradient says nothing; if all are, nothing reaches anywhere. */
function medians(tokens: readonly (readonly number[])[], reach: number): number[] {
  const telling = tokens.filter(([injected]) => injected > 0);
  return Array.from({ length: reach + 1 }, (_, k) =>
    telling.length === 0 ? 0 : median(telling.map((norms) => norms[k] / norms[0])),
  );
}
