// Probabilities of tagged spans and of whole sentences.
//
// The confidence of a span is the probability that exactly this span with this type stands there.
// Its labels are B, any number of I, and E, or S alone; so it is one piece of a path, and its
// probability needs no sum over paths. With a softmax decoder, the labels are independent, and the
// confidence is the product of the probabilities of the span's labels.
import type { Span } from '../../corpora/tags.js';
import type { PathScores } from '../../layers/decoders/decoder.js';
import type { Engine } from '../../tensors/matrix.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import type { DecodedPart } from './decode-job.js';
import { decodeSentences, labelIdsOf, type TaggingContext } from './tag-sentences.js';

/** A span with its confidence. */
export type ScoredSpan = Span & { readonly confidence: number };

export interface ScoredSentence {
  readonly spans: readonly ScoredSpan[];
  /** Natural logarithm of the probability of all labels of the sentence together. */
  readonly logProbability: number;
}

// Other labels are always possible. This is the largest number below 1 in single precision.
const LARGEST_CONFIDENCE = 1 - 2 ** -24;

/** The entities of each sentence with their confidences. */
export function tagWithConfidences(
  context: TaggingContext,
  sentences: readonly SentenceTokens[],
  temperature: number,
): ScoredSpan[][] {
  const extra = { kind: 'scores', of: 'sentences with entities', temperature } as const;
  const decoded = decodeSentences(context, sentences, extra).map((parts) => {
    const spans = context.labels.decode(labelIdsOf(parts));
    return { spans, scores: spans.length > 0 ? joinScores(parts) : undefined };
  });
  return withConfidences(context.engine, decoded);
}

/** The entities of each sentence with their confidences, and the probability of the sentence. */
export function scoreSentences(
  context: TaggingContext,
  sentences: readonly SentenceTokens[],
  temperature: number,
): ScoredSentence[] {
  const extra = { kind: 'scores', of: 'all sentences', temperature } as const;
  const decoded = decodeSentences(context, sentences, extra).map((parts) => ({
    spans: context.labels.decode(labelIdsOf(parts)),
    scores: joinScores(parts),
  }));
  const spansOf = withConfidences(context.engine, decoded);
  return decoded.map(({ scores }, index) => ({
    spans: spansOf[index],
    logProbability: logProbability(scores, 0, scores.own.length),
  }));
}

export interface TaggedPath {
  readonly spans: readonly Span[];
  /** Absent if there are no spans. */
  readonly scores?: PathScores;
}

/** The spans of each sentence with their confidences. */
export function withConfidences(engine: Engine, sentences: readonly TaggedPath[]) {
  return fromLogs(
    engine,
    sentences.map(({ spans, scores }) =>
      scores
        ? spans.map((span) => ({ span, log: logProbability(scores, span.start, span.end) }))
        : [],
    ),
  );
}

/** A span with the natural logarithm of its confidence. */
export interface LoggedSpan {
  readonly span: Span;
  readonly log: number;
}

/** The spans of each sentence with their confidences. */
export function fromLogs(
  engine: Engine,
  sentences: readonly (readonly LoggedSpan[])[],
): ScoredSpan[][] {
  const probabilities = exponentials(
    engine,
    sentences.flatMap((spans) => spans.map(({ log }) => log)),
  );
  let next = 0;
  return sentences.map((spans) =>
    spans.map(({ span }) => ({
      ...span,
      confidence: Math.min(probabilities[next++], LARGEST_CONFIDENCE),
    })),
  );
}

/** Natural logarithm of the probability of the labels from token `start` to before `end`. */
export function logProbability({ own, links }: PathScores, start: number, end: number): number {
  if (end === start) return 0;
  let sum = own[end - 1];
  for (let token = start + 1; token < end; token++) sum += links[token];
  return sum;
}

/** The scores of all parts of a sentence, which are independent of each other. */
export function joinScores(parts: readonly Pick<DecodedPart, 'scores'>[]): PathScores {
  const scores = parts.flatMap((part) => (part.scores ? [part.scores] : []));
  if (scores.length === 1) return scores[0];
  const count = scores.reduce((sum, { own }) => sum + own.length, 0);
  const joined = { own: new Float32Array(count), links: new Float32Array(count) };
  let at = 0;
  for (const { own, links } of scores) {
    joined.own.set(own, at);
    joined.links.set(links, at);
    // Independent of the label after it, the last label before has its own probability.
    if (at > 0) joined.links[at] = joined.own[at - 1];
    at += own.length;
  }
  return joined;
}

/** exp of each number, the same on every machine. */
export function exponentials(engine: Engine, logs: readonly number[]): Float32Array {
  return ofEach(engine, logs, engine.kernels.exp);
}

/** The natural logarithm of a number, the same on every machine. */
export function logarithm(engine: Engine, number: number): number {
  return ofEach(engine, [number], engine.kernels.log)[0];
}

function ofEach(
  { memory }: Engine,
  numbers: readonly number[],
  kernel: (count: number, x: number, out: number) => void,
): Float32Array {
  const mark = memory.mark();
  const address = memory.allocate(numbers.length * 4);
  memory.floats(address, numbers.length).set(numbers);
  kernel(numbers.length, address, address);
  const values = memory.floats(address, numbers.length).slice();
  memory.release(mark);
  return values;
}
