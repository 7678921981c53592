// How probable other readings of tagged sentences are, beside that of the tagger.
import type { Span } from '../../corpora/tags.js';
import type { PathScores } from '../../layers/decoders/decoder.js';
import type { TaggingNetwork } from '../network/network.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import { exponentials, logProbability } from './confidences.js';
import { withEmissions } from './placed-emissions.js';
import { decodeSentences, type TaggingContext } from './tag-sentences.js';

export interface ReadSentence {
  readonly tokens: SentenceTokens;
  /** The other reading; its types are those of the tagger. */
  readonly spans: readonly Span[];
  /** Tokens from `start` to before `end`, whose boundaries no span of either reading crosses. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** The probabilities of all labels of a place. */
export interface ReadPlace {
  readonly tagged: number;
  readonly read: number;
}

/**
 * The probabilities of both readings at each place of each sentence; undefined for a sentence that
 * is tagged in parts, because a span of the other reading may cross them.
 */
export function scoreReadings(
  context: TaggingContext & { readonly network: TaggingNetwork },
  sentences: readonly ReadSentence[],
  temperature: number,
): (ReadPlace[] | undefined)[] {
  const { engine, network, labels } = context;
  const { memory } = engine;
  const width = network.decoder.emissionWidth;
  const texts = sentences.map(({ tokens }) => tokens);
  const decoded = decodeSentences(context, texts, { kind: 'emissions', width });
  const mark = memory.mark();
  const score = network.decoder.startScoring(temperature);
  const logs = decoded.map((parts, index) => {
    const [part, second] = parts;
    if (!part || second) return undefined;
    const { tokens, spans, places } = sentences[index];
    const paths = [part.labelIds, labels.encode(spans, tokens.length)];
    const scores = withEmissions(engine, part, width, (steps, emissions) =>
      paths.map((path) => score(steps, emissions, [path])[0]),
    );
    return places.map(({ start, end }) => scores.map((path) => logOf(path, start, end)));
  });
  memory.release(mark);
  const probabilities = exponentials(
    engine,
    logs.flat(2).filter((log) => log !== undefined),
  );
  let next = 0;
  return logs.map((places) =>
    places?.map(() => ({ tagged: probabilities[next++], read: probabilities[next++] })),
  );
}

function logOf(scores: PathScores | undefined, start: number, end: number): number {
  if (!scores) throw new Error('a path without scores');
  return logProbability(scores, start, end);
}
