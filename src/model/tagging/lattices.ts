// Tagged sentences with their emissions, so that confidences at several temperatures need only one
// pass through the network.
import type { Span } from '../../corpora/tags.js';
import type { PathScores, ScorePaths } from '../../layers/decoder.js';
import { layOutSteps } from '../../layers/layer.js';
import type { Engine } from '../../tensors/matrix.js';
import type { Network } from '../network/network.js';
import { joinScores, type ScoredSpan, withConfidences } from './confidences.js';
import type { DecodedPart } from './decode-job.js';
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
  context: TaggingContext & { readonly network: Network },
  sentences: readonly (readonly string[])[],
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
      const scored = kept.map(({ spans, parts }) => {
        const scoredParts = parts.map((part) => ({
          labelIds: part.labelIds,
          scores: scorePart(engine, score, part, width),
        }));
        return { spans, scores: joinScores(withoutOverlap(context, scoredParts)) };
      });
      engine.memory.release(mark);
      return withConfidences(engine, scored);
    },
  };
}

function scorePart(
  engine: Engine,
  score: ScorePaths,
  { labelIds, emissions }: DecodedPart,
  width: number,
): PathScores | undefined {
  if (!emissions) throw new Error('a part without emissions');
  const { memory } = engine;
  const mark = memory.mark();
  const steps = layOutSteps(engine, [labelIds.length]);
  const address = memory.allocate(emissions.length * 4);
  memory.floats(address, emissions.length).set(emissions);
  const matrix = { address, rows: labelIds.length, columns: width, stride: width };
  const [scores] = score(steps, matrix, [labelIds]);
  memory.release(mark);
  return scores;
}
