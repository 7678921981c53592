// The probabilities of all labels at each token.
import type { TaggingNetwork } from '../network/network.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import { exponentials } from './confidences.js';
import type { DecodedPart } from './decode-job.js';
import { withEmissions } from './placed-emissions.js';
import { decodeSentences, type TaggingContext } from './tag-sentences.js';

type MarginalsContext = TaggingContext & { readonly network: TaggingNetwork };

/**
 * (tokens, L) of each sentence, without a temperature. Those of an ensemble are the means of its
 * members' probabilities, each with its own temperature.
 */
export function marginalsOf(
  context: MarginalsContext,
  sentences: readonly SentenceTokens[],
): Float32Array[] {
  const { engine, network, labels, isEnsemble } = context;
  const L = labels.tags.length;
  const width = network.decoder.emissionWidth;
  const decoded = decodeSentences(context, sentences, { kind: 'emissions', width });
  const mark = engine.memory.mark();
  const score = network.decoder.startScoringLabels(1, []);
  const logsOf = (part: DecodedPart): Float32Array =>
    withEmissions(engine, part, width, (steps, emissions) => score(steps, emissions)[0].own);
  const marginals = decoded.map((parts) => {
    // The emissions of an ensemble are the logarithms already.
    const rows = parts.map((part) => (isEnsemble && part.emissions) || logsOf(part));
    const logs = rows.flatMap((own) => [...withoutPadding(own, width, L)]);
    return exponentials(engine, logs);
  });
  engine.memory.release(mark);
  return marginals;
}

function withoutPadding(rows: Float32Array, width: number, L: number): Float32Array {
  if (width === L) return rows;
  const tokenCount = rows.length / width;
  const narrow = new Float32Array(tokenCount * L);
  for (let t = 0; t < tokenCount; t++) narrow.set(rows.subarray(t * width, t * width + L), t * L);
  return narrow;
}
