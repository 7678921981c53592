// The weights that several runs leave: those of the best run, or of each run that joins an ensemble.
import type { MemberWeights } from '../../model/ensemble-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { createKeptWeights, type KeptState } from '../kept-weights.js';
import { setNumbers, weightBlock } from '../optimization/weight-numbers.js';
import { chooseRun, type Run, type ScoredRun } from '../runs.js';

/** What a checkpoint keeps of finished runs. */
export interface RunWeightsState {
  /** Of the best run. */
  readonly chosen?: KeptState;
  /** Of each run with a score, for an ensemble. */
  readonly members?: readonly KeptState[];
}

export interface RunWeights {
  /** To be called after each run, when the tagger has its best weights. */
  keep(runs: readonly Run[]): void;
  /** Leaves the tagger with the weights and the temperature of the best run. */
  restore(runs: readonly Run[]): void;
  state(runs: readonly Run[]): RunWeightsState;
  setState(state: RunWeightsState): void;
  /** The weights of the runs that join an ensemble. */
  ofMembers(runs: readonly Run[]): MemberWeights[];
}

/** Only the weights of the best run. */
export function keepBest(tagger: Tagger): RunWeights {
  const chosen = createKeptWeights(tagger);
  return {
    keep: (runs) => {
      const best = chooseRun(runs);
      if (best && best.seed === runs.at(-1)?.seed) chosen.keep(best.best.epoch);
    },
    restore: (runs) => {
      if (chooseRun(runs)) chosen.restore();
    },
    state: (runs) => ({ chosen: chooseRun(runs) && chosen.state() }),
    setState: (state) => {
      if (state.chosen) chosen.setState(state.chosen);
    },
    ofMembers: () => [],
  };
}

/** The weights of all runs. */
export function keepAll(tagger: Tagger): RunWeights {
  let members: readonly KeptState[] = [];
  const memberOf = (runs: readonly Run[], run: Run) =>
    members[scoredRuns(runs).findIndex(({ seed }) => seed === run.seed)];
  return {
    keep: (runs) => {
      const scored = scoredRuns(runs);
      if (scored.length <= members.length) return;
      const kept = createKeptWeights(tagger);
      kept.keep(scored[scored.length - 1].best.epoch);
      members = [...members, kept.state()];
    },
    restore: (runs) => {
      const best = chooseRun(runs);
      if (!best) return;
      const { engine, network } = tagger;
      setNumbers(engine, network, weightBlock(network), memberOf(runs, best).weights);
    },
    state: () => (members.length > 0 ? { members } : {}),
    setState: (state) => {
      members = state.members ?? [];
    },
    ofMembers: (runs) =>
      membersOf(runs).map((run) => ({
        ...memberOf(runs, run).weights,
        temperature: run.end.temperature?.temperature ?? 1,
      })),
  };
}

/** The runs that join an ensemble: those with a score that did not diverge. */
export function membersOf(runs: readonly Run[]): ScoredRun[] {
  return scoredRuns(runs).filter(({ end }) => end.reason !== 'diverged');
}

const scoredRuns = (runs: readonly Run[]): ScoredRun[] =>
  runs.flatMap((run) => (run.end.best ? [{ ...run, best: run.end.best }] : []));
