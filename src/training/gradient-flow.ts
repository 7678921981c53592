// Gradient flow (vanishing gradients, Bengio et al. 1994): how much of the gradient of one tag's
// cross-entropy, injected at step t, reaches the hidden state h k steps back through the recurrence
// of one layer and direction.
//
//   ratio(k) = median over tokens of ‖dL_t / dh[t-k]‖ / ‖dL_t / dh[t]‖
//
// with t + k for the reverse direction. The gradient is that of h alone. What an LSTM carries in
// its cell state counts from the step at which h enters it through a gate, so that its curve falls
// more steeply at first than later.
//
// The median is used because the ratios of tokens lie orders of magnitude apart, and because some
// gradients are rounded to zero.
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
// Room for the largest k on both sides of twenty tokens.
const PASSAGE_LENGTH = 2 * LARGEST_K + 20;
// Steps from one measured token to the next.
const STRIDE = 2;
const MOST_PASSAGES = 16;

/**
 * Measures on passages of joined sentences, because few sentences are long enough alone. If all of
 * them together are shorter than a passage, k ends at half their length.
 *
 * @param sentences at least one
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

/** Passages of the same length from all parts of the corpus. */
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

/**
 * Gradient norms by direction, passage and k, of a loss injected at the same step of each passage.
 */
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
  // In double precision, because the squares of small gradients may underflow in single.
  return Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
}

/**
 * Median ratio by k. Tokens whose loss has no gradient are skipped; if none is left, the ratios are
 * 0.
 */
function medians(tokens: readonly (readonly number[])[], reach: number): number[] {
  const measured = tokens.filter(([injected]) => injected > 0);
  return Array.from({ length: reach + 1 }, (_, k) =>
    measured.length === 0 ? 0 : median(measured.map((norms) => norms[k] / norms[0])),
  );
}
