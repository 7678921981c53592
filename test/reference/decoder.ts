// The decoder above the emissions: a CRF over the whole sentence, or a softmax for each token.
import { crfDecode, crfLoss } from './crf.js';
import { type CrfConstraints, type CrfScores, constrain } from './crf-scores.js';
import type { NamedArrays } from './named-arrays.js';
import { softmaxDecode, softmaxLoss } from './softmax.js';

export interface DecoderOptions {
  readonly decoder: 'crf' | 'softmax';
  /** Only the CRF reads them; without them every path is allowed. */
  readonly allowed?: CrfConstraints;
}

/**
 * @param emissions (T, L)
 * @param labels (T) gold label ids
 * @param parameters for the CRF crf.transitions (L, L), crf.start (L), crf.end (L), and maybe
 *   others
 */
export function decoderLoss(
  emissions: Float64Array,
  labels: readonly number[],
  parameters: NamedArrays,
  options: DecoderOptions,
): { loss: number; dEmissions: Float64Array; dParameters: NamedArrays } {
  if (options.decoder === 'softmax') {
    const { loss, dEmissions } = softmaxLoss(emissions, labels);
    return { loss, dEmissions, dParameters: {} };
  }
  const { loss, dEmissions, ...d } = crfLoss(emissions, labels, crfScores(parameters, options));
  const dParameters = {
    'crf.transitions': d.dTransitions,
    'crf.start': d.dStart,
    'crf.end': d.dEnd,
  };
  return { loss, dEmissions, dParameters };
}

/** The best path. */
export function decode(
  emissions: Float64Array,
  labelCount: number,
  parameters: NamedArrays,
  options: DecoderOptions,
): number[] {
  return options.decoder === 'softmax'
    ? softmaxDecode(emissions, labelCount)
    : crfDecode(emissions, crfScores(parameters, options)).path;
}

function crfScores(parameters: NamedArrays, { allowed }: DecoderOptions): CrfScores {
  const scores = {
    transitions: parameters['crf.transitions'],
    start: parameters['crf.start'],
    end: parameters['crf.end'],
  };
  return allowed === undefined ? scores : constrain(scores, allowed);
}
