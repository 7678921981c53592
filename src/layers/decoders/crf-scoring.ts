// Probabilities of labels and paths by a conditional random field.
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Steps } from '../layer.js';
import type { LabelPair, ScoreAllLabels, ScorePaths } from './decoder.js';

/** Scores in rows of P, with -infinity in illegal and padded places, and their exponentials. */
export interface PreparedScores {
  readonly transitions: number;
  readonly transitionsTransposed: number;
  readonly exponentials: number;
  readonly exponentialsTransposed: number;
  readonly start: number;
  readonly end: number;
}

/** @param prepared scores that only this scoring uses; they are divided by the temperature */
export function startScoring(
  engine: Engine,
  prepared: PreparedScores,
  P: number,
  temperature: number,
): ScorePaths {
  const { kernels, memory } = engine;
  const factor = cool(engine, prepared, P, temperature);
  return (steps, emissions, paths) => {
    const mark = memory.mark();
    const scratch = memory.allocate(kernels.crfScoreScratchBytes(steps.T, P));
    const lattice = latticeOf(prepared, P, factor, steps, emissions);
    const [path, own, links] = [0, 1, 2].map(() => memory.allocate(steps.T * 4));
    const scores = paths.map((labels, sentence) => {
      if (!labels) return undefined;
      memory.integers(path, labels.length).set(labels);
      kernels.crfScorePath(labels.length, sentence, ...lattice, path, own, links, scratch);
      const copy = (address: number) => memory.floats(address, labels.length).slice();
      return { own: copy(own), links: copy(links) };
    });
    memory.release(mark);
    return scores;
  };
}

export interface LabelScoring {
  readonly P: number;
  readonly temperature: number;
  readonly pairs: readonly LabelPair[];
}

/** @param prepared scores that only this scoring uses; they are divided by the temperature */
export function startScoringLabels(
  engine: Engine,
  prepared: PreparedScores,
  { P, temperature, pairs }: LabelScoring,
): ScoreAllLabels {
  const { kernels, memory } = engine;
  const factor = cool(engine, prepared, P, temperature);
  const pairCount = pairs.length;
  const pairsAddress = memory.allocate(pairCount * 8);
  memory.integers(pairsAddress, pairCount * 2).set(pairs.flat());
  return (steps, emissions) => {
    const mark = memory.mark();
    const scratch = memory.allocate(kernels.crfScoreScratchBytes(steps.T, P));
    const lattice = latticeOf(prepared, P, factor, steps, emissions);
    const own = memory.allocate(steps.T * P * 4);
    const links = memory.allocate(steps.T * pairCount * 4);
    const scores = steps.lengths.map((length, sentence) => {
      const out = [pairsAddress, pairCount, own, links, scratch] as const;
      kernels.crfScoreLabels(length, sentence, ...lattice, ...out);
      const copy = (address: number, count: number) => memory.floats(address, count).slice();
      return { own: copy(own, length * P), links: copy(links, length * pairCount) };
    });
    memory.release(mark);
    return scores;
  };
}

/** What both kernels read of a batch, in the order of their parameters. */
function latticeOf(
  prepared: PreparedScores,
  P: number,
  factor: number,
  steps: Steps,
  emissions: Matrix,
) {
  const { transitions, transitionsTransposed, exponentials, exponentialsTransposed } = prepared;
  const scores = [
    transitions,
    transitionsTransposed,
    exponentials,
    exponentialsTransposed,
  ] as const;
  const { start, end } = prepared;
  return [P, steps.rowStartsAddress, emissions.address, factor, ...scores, start, end] as const;
}

/** Divides the scores by the temperature; returns the factor of the emissions. */
function cool(
  { kernels }: Engine,
  prepared: PreparedScores,
  P: number,
  temperature: number,
): number {
  const factor = 1 / temperature;
  const { transitions, transitionsTransposed, exponentials, exponentialsTransposed } = prepared;
  for (const matrix of [transitions, transitionsTransposed]) kernels.scale(P * P, factor, matrix);
  kernels.exp(P * P, transitions, exponentials);
  kernels.exp(P * P, transitionsTransposed, exponentialsTransposed);
  for (const edge of [prepared.start, prepared.end]) kernels.scale(P, factor, edge);
  return factor;
}
