// Tagged sentences with their emissions, so that confidences at several temperatures need only one
// pass through the network.
import type { Span } from '../../corpora/tags.js';
import type { TaggingNetwork } from '../network/network.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import { joinScores, type ScoredSpan, withConfidences } from './confidences.js';
import type { DecodedPart } from './decode-job.js';
import { withEmissions } from './placed-emissions.js';
import { decodeParts, labelIdsOf, type TaggingContext, withoutOverlap } from './tag-sentences.js';

export interface Lattices {
  /** The entities of each sentence. */
  readonly spans: readonly (readonly Span[])[];
  /** The same entities with their confidences at a temperature. */
  withConfidences(temperature: number): ScoredSpan[][];
}

// Sentences without entities are dropped after each call, so that few emissions are kept.
const SENTENCES_PER_CALL = 256;

export function latticesOf(
  context: TaggingContext & { readonly network: TaggingNetwork },
  sentences: readonly SentenceTokens[],
): Lattices {
  const { engine, network, labels } = context;
  const width = network.decoder.emissionWidth;
  const kept: { readonly spans: readonly Span[]; readonly parts: readonly DecodedPart[] }[] = [];
  for (let first = 0; first < sentences.length; first += SENTENCES_PER_CALL) {
    const some = sentences.slice(first, first + SENTENCES_PER_CALL);
    for (const parts of decodeParts(context, some, { kind: 'emissions', width })) {
      const spans = labels.decode(labelIdsOf(withoutOverlap(context, parts)));
      kept.push({ spans, parts: spans.length > 0 ? parts : [] });
    }
  }
  return {
    spans: kept.map(({ spans }) => spans),
    withConfidences: (temperature) => {
      const mark = engine.memory.mark();
      const score = network.decoder.startScoring(temperature);
      const scorePart = (part: DecodedPart) =>
        withEmissions(engine, part, width, (steps, emissions) => {
          const [scores] = score(steps, emissions, [part.labelIds]);
          return scores;
        });
      const scored = kept.map(({ spans, parts }) => {
        const scoredParts = parts.map((part) => ({
          labelIds: part.labelIds,
          scores: scorePart(part),
        }));
        return { spans, scores: joinScores(withoutOverlap(context, scoredParts)) };
      });
      engine.memory.release(mark);
      return withConfidences(engine, scored);
    },
  };
}
