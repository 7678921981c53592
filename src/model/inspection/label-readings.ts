// How a network reads a sentence: the emissions and the probability of every label at each token.
import { rowAddress } from '../../tensors/matrix.js';
import type { Tagger } from '../tagger.js';
import { exponentials } from '../tagging/confidences.js';
import { encodeBatch } from '../vocabulary/encode-batch.js';
import { createWordEncoder } from '../vocabulary/encode-words.js';

export interface LabelReading {
  /** For each token, the score of each label, in the order of the tagger's labels. */
  readonly emissions: readonly Float32Array[];
  /** For each token, the probability of each label; of a token they add up to 1. */
  readonly probabilities: readonly Float32Array[];
  /** The best label sequence, as tags. */
  readonly tags: readonly string[];
}

export interface ReadingOptions {
  /**
   * With `forward`, the hidden states of the reverse direction are read as zero, so that the emissions
   * at a token depend on it and on what precedes it. A network of both directions was not trained
   * to be read like this: it shows what each direction contributes. Default: `both`.
   */
  readonly directions?: 'both' | 'forward';
}

/** @param tokens of one sentence, at least one */
export function readLabels(
  tagger: Tagger,
  tokens: readonly string[],
  options?: ReadingOptions,
): LabelReading {
  return readAll(tagger, [tokens], options)[0];
}

/**
 * The sentence as it grows: the reading of its first token, of its first two, and so on, each as if
 * it were the whole sentence.
 *
 * @param tokens of one sentence, at least one
 */
export function readPrefixes(
  tagger: Tagger,
  tokens: readonly string[],
  options?: ReadingOptions,
): LabelReading[] {
  const prefixes = tokens.map((_, index) => tokens.slice(0, index + 1));
  return readAll(tagger, prefixes, options);
}

function readAll(
  tagger: Tagger,
  sentences: readonly (readonly string[])[],
  { directions = 'both' }: ReadingOptions = {},
): LabelReading[] {
  const { engine, tagging, labels } = tagger;
  const labelCount = labels.tags.length;
  const mark = engine.memory.mark();
  const batch = encodeBatch(engine, sentences.map(createWordEncoder(tagger)));
  const { steps, order } = batch;
  const emissions = tagging.emissions(batch, directions);
  const paths = tagging.decoder.startDecoding()(steps, emissions);
  const score = tagging.decoder.startScoringLabels(tagger.temperature, []);
  const scores = score(steps, emissions);
  const readings: LabelReading[] = [];
  order.forEach((sentence, place) => {
    const width = emissions.columns;
    const own = exponentials(engine, Array.from(scores[place].own));
    const rowOf = (t: number) => rowAddress(emissions, steps.rowStarts[t] + place);
    const eachToken = (read: (t: number) => Float32Array) =>
      sentences[sentence].map((_, t) => read(t));
    readings[sentence] = {
      emissions: eachToken((t) => engine.memory.floats(rowOf(t), labelCount).slice()),
      probabilities: eachToken((t) => own.slice(t * width, t * width + labelCount)),
      tags: paths[place].map((label) => labels.tags[label]),
    };
  });
  engine.memory.release(mark);
  return readings;
}
