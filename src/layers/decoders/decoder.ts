// The contract of output layers: a loss with its gradient for training, labels for tagging.
import type { Matrix } from '../../tensors/matrix.js';
import type { Steps } from '../layer.js';

export interface Decoder {
  /** Columns that an emission matrix must have; those beyond the labels hold 0. */
  readonly emissionWidth: number;
  /** Adds to the gradients of the decoder's parameters. */
  loss(steps: Steps, emissions: Matrix, gold: Gold): LossAndGradient;
  /** Prepares the parameters, as they are now, for decoding any number of batches. */
  startDecoding(): Decode;
  /**
   * Prepares the parameters, as they are now, for scoring the paths of any number of batches. All
   * scores are divided by the temperature (above 0).
   */
  startScoring(temperature: number): ScorePaths;
  /**
   * Prepares the parameters, as they are now, for scoring all labels of any number of batches. All
   * scores are divided by the temperature (above 0).
   *
   * @param pairs of labels beside each other whose links are wanted
   */
  startScoringLabels(temperature: number, pairs: readonly LabelPair[]): ScoreAllLabels;
  /** The scores of labels beside each other and at the edges, as they are now. */
  labelScores(): LabelScores;
}

/** The gold labels that a loss is computed from, and how much they count. */
export interface Gold {
  /** Address of (R) label ids. */
  readonly labels: number;
  /** The factor of all gradients. */
  readonly weight: number;
  /**
   * Address of (L) a factor for the tokens of each gold label. Only for a decoder of single labels
   * (softmax).
   */
  readonly labelWeights?: number;
}

export interface LossAndGradient {
  /** Summed over the sentences, unweighted, in nats. */
  readonly loss: number;
  /** (R, emissionWidth), times the weight. */
  readonly dEmissions: Matrix;
}

/** Returns the label ids of each sentence. */
export type Decode = (steps: Steps, emissions: Matrix) => number[][];

/**
 * How probable the labels of one path are (T). The logarithm of the probability of the labels from
 * token s to token e is own[e] + links[s + 1] + ... + links[e].
 */
export interface PathScores {
  /** Logarithm of the probability of each label. */
  readonly own: Float32Array;
  /** Logarithm of the probability of the label before, given this one; 0 at the first token. */
  readonly links: Float32Array;
}

/**
 * Scores the path of each sentence that has one here.
 *
 * @param paths label ids by sentence, as decoded from the emissions
 */
export type ScorePaths = (
  steps: Steps,
  emissions: Matrix,
  paths: readonly (readonly number[] | undefined)[],
) => (PathScores | undefined)[];

export type LabelPair = readonly [before: number, label: number];

/** How probable all labels of a sentence are: what PathScores would hold if a path had them. */
export interface AllLabelScores {
  /** (T, emissionWidth); -infinity for what is impossible. */
  readonly own: Float32Array;
  /** (T, pairs); undefined content at the first token. */
  readonly links: Float32Array;
}

/** Scores the labels of each sentence. */
export type ScoreAllLabels = (steps: Steps, emissions: Matrix) => AllLabelScores[];

/** What a path scores beside its emissions; -infinity for what is illegal. */
export interface LabelScores {
  /** (L, L): score of the column's label after the row's. */
  readonly transitions: Float32Array;
  /** (L) */
  readonly start: Float32Array;
  /** (L) */
  readonly end: Float32Array;
}
