// Confidence intervals of F1 by a percentile bootstrap over sentences (Efron & Tibshirani 1993,
// chapter 13; in language processing, Berg-Kirkpatrick et al. 2012).
//
// A resample has as many sentences as the corpus and is drawn from it with replacement. It is drawn
// once for all types, as the number of times that each sentence occurs in it, so that the spans of a
// sentence are compared only once.
import { countSpans, f1, type SpanCounts, type SpanPair } from './score.js';

export const RESAMPLE_COUNT = 1000;

// Leaves 2.5% of the resamples outside the interval on each side.
const OUTSIDE_COUNT = 25;

/** In percent; both ends are included. */
export type Interval = readonly [low: number, high: number];

export interface F1Intervals {
  readonly overall: Interval;
  /** By type, sorted; types of the corpus and of the model. */
  readonly types: ReadonlyMap<string, Interval>;
}

/** A random whole number in [0, limit). */
export type Draw = (limit: number) => number;

/**
 * The 95% confidence intervals of F1, overall and by type.
 *
 * The F1 of a resample without any spans is 0, as in `f1`. The interval of a rare type, which is
 * missing from many resamples, therefore reaches down to 0.
 */
export function bootstrapF1(pairs: readonly SpanPair[], draw: Draw): F1Intervals {
  const counted = pairs.map((pair) => countSpans([pair]));
  const labels = [...countSpans(pairs).types.keys()];
  const overall = occurrencesOf(counted.map((counts) => counts.overall));
  const types = labels.map((label) => occurrencesOf(counted.map(({ types }) => types.get(label))));
  const [first, ...rest] = resampleF1([overall, ...types], pairs.length, draw).map(intervalOf);
  return { overall: first, types: new Map(labels.map((label, index) => [label, rest[index]])) };
}

interface Occurrence extends SpanCounts {
  readonly sentenceIndex: number;
}

/** The counts of the sentences that have any. */
function occurrencesOf(counts: readonly (SpanCounts | undefined)[]): Occurrence[] {
  return counts.flatMap((spans, sentenceIndex) => (spans ? [{ sentenceIndex, ...spans }] : []));
}

/** The F1 of each row in every resample. */
function resampleF1(
  rows: readonly (readonly Occurrence[])[],
  sentenceCount: number,
  draw: Draw,
): Float64Array[] {
  const samples = rows.map(() => new Float64Array(RESAMPLE_COUNT));
  const times = new Uint32Array(sentenceCount);
  for (let resample = 0; resample < RESAMPLE_COUNT; resample++) {
    times.fill(0);
    for (let n = 0; n < sentenceCount; n++) times[draw(sentenceCount)]++;
    rows.forEach((row, index) => {
      samples[index][resample] = f1(sumCounts(row, times));
    });
  }
  return samples;
}

function sumCounts(occurrences: readonly Occurrence[], times: Uint32Array): SpanCounts {
  let [gold, predicted, correct] = [0, 0, 0];
  for (const counts of occurrences) {
    const count = times[counts.sentenceIndex];
    gold += count * counts.gold;
    predicted += count * counts.predicted;
    correct += count * counts.correct;
  }
  return { gold, predicted, correct };
}

function intervalOf(samples: Float64Array): Interval {
  const sorted = samples.toSorted();
  return [sorted[OUTSIDE_COUNT - 1], sorted[RESAMPLE_COUNT - OUTSIDE_COUNT]];
}
