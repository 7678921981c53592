// How far F1 would vary over other corpora of this size: a percentile bootstrap over sentences (Efron & Tibshirani 1993,
// chapter 13; for language, Berg-Kirkpatrick et al. 2012).
//
// A resample is as many sentences as the corpus has, drawn from it with replacement. It is drawn once for all types, as the
// times that each sentence is in it, and only the counts of sentences are summed: nothing is compared a second time.
import { countSpans, f1, type SpanCounts, type SpanPair } from './score.js';

export const RESAMPLE_COUNT = 1000;

// The 25th smallest and the 25th largest of 1,000 leave 2.5 % on each side.
const OUTSIDE_COUNT = 25;

/** Both ends in percent, and both belong to it. */
export type Interval = readonly [low: number, high: number];

export interface F1Intervals {
  readonly overall: Interval;
  /** By label, sorted; every label of either side is there. */
  readonly types: ReadonlyMap<string, Interval>;
}

/** A whole number in [0, limit), at random. */
export type Draw = (limit: number) => number;

/**
 * The 95 % confidence intervals of F1, overall and by type. A resample with nothing to find and nothing found counts as 0,
 * as F1 does everywhere: the interval of a rare type, which many resamples lack, reaches down to 0.
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
  /** The index of the sentence. */
  readonly sentence: number;
}

/** Of the counts of each sentence those that are there. */
function occurrencesOf(counts: readonly (SpanCounts | undefined)[]): Occurrence[] {
  return counts.flatMap((spans, sentence) => (spans ? [{ sentence, ...spans }] : []));
}

/** The F1 of each row in each of the resamples. */
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
  let [gold, found, correct] = [0, 0, 0];
  for (const counts of occurrences) {
    const count = times[counts.sentence];
    gold += count * counts.gold;
    found += count * counts.found;
    correct += count * counts.correct;
  }
  return { gold, found, correct };
}

function intervalOf(samples: Float64Array): Interval {
  const sorted = samples.toSorted();
  return [sorted[OUTSIDE_COUNT - 1], sorted[RESAMPLE_COUNT - OUTSIDE_COUNT]];
}
