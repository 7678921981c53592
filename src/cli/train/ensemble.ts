// The ensemble of `tagger train --ensemble`: its members are the runs, and its score and temperature
// its own.
import { f1 } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import { createEnsembleTagger, type MemberWeights } from '../../model/ensemble-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { membersOf } from '../../training/ensemble/run-weights.js';
import { fitTemperature } from '../../training/fit-temperature.js';
import type { Run, ScoredRun } from '../../training/runs.js';
import type { TrainFlags } from '../commands/commands.js';
import { renderFigure } from '../terminal/numbers.js';
import type { FinalModel, ScoredCorpora } from './quantize.js';

export interface JoinInput {
  readonly tagger: Tagger;
  readonly weights: readonly MemberWeights[];
  readonly runs: readonly Run[];
  /** The chosen run, whose scores are replaced. */
  readonly run: ScoredRun;
}

/** The networks of all runs as one tagger, which is scored; undefined if fewer than two have weights. */
export function joinRuns(
  { tagger: { content }, weights, runs, run }: JoinInput,
  { dev, scheme, score }: ScoredCorpora,
  { arithmetic }: TrainFlags,
): FinalModel | undefined {
  if (weights.length < 2) return undefined;
  const tagger = createEnsembleTagger(content, weights, { arithmetic });
  const best = { ...run.best, dev: scoreTagger(tagger, dev, scheme) };
  const temperature = fitTemperature(tagger, dev);
  tagger.temperature = temperature.temperature;
  const test = score(tagger);
  const end = { ...run.end, best, temperature };
  const joined = { ...run, end, best, test, learningCurve: [] };
  return { tagger, run: joined, members: membersOf(runs) };
}

/** As in "ensemble of 2 networks: dev F1 94.60, of its members 94.50, 94.46". */
export function renderEnsemble(run: ScoredRun, members: readonly ScoredRun[]): string {
  const shown = (score: ScoredRun) => renderFigure(f1(score.best.dev.overall));
  return `ensemble of ${members.length} networks: dev F1 ${shown(run)}, of its members ${members.map(shown).join(', ')}`;
}
