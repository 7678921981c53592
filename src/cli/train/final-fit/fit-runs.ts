// Fits the chosen runs once more, one after another with the same tagger.
import { setImmediate } from 'node:timers/promises';
import type { MemberWeights } from '../../../model/ensemble-tagger.js';
import { createRandom } from '../../../tensors/random.js';
import {
  type FitEnd,
  type FitInput,
  fitAgain,
  planOf,
} from '../../../training/final-fit/fit-again.js';
import { createKeptWeights } from '../../../training/kept-weights.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import { tokensPerEpoch } from '../../../training/pseudo-labels/mixture.js';
import type { ScoredRun } from '../../../training/runs.js';
import type { TrainableTagger } from '../../../training/trainable-tagger.js';
import type { Messages } from '../../terminal/messages.js';
import type { Log } from '../output/log.js';
import { createProgress } from '../progress/progress.js';
import { renderDivergence } from '../progress/render-divergence.js';

/** A fit that ended without weights. */
export type WithoutModel =
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'diverged' | 'failed'; readonly reason: string };

export interface FitRunsInput extends Omit<FitInput, 'random'> {
  readonly trainable: TrainableTagger;
  /** Of the first fit: the chosen one, or the members of the ensemble. */
  readonly runs: readonly ScoredRun[];
  readonly options: TrainingOptions;
  readonly log: Log;
  readonly isVerbose: boolean;
  /** Called with a function that hides the progress bar when a signal comes. */
  onProgress(hide: () => void): void;
}

/** The weights of all runs; the tagger is left with those of the last one. */
export async function fitRuns(
  input: FitRunsInput,
  messages: Messages,
): Promise<readonly MemberWeights[] | WithoutModel> {
  const { trainable, runs, options } = input;
  const weights: MemberWeights[] = [];
  for (const run of runs) {
    if (runs.length > 1) messages.note(`seed ${run.seed}:\n`);
    const end = await fitRun(run, input, messages);
    if (end.reason === 'interrupted') return { kind: 'interrupted' };
    if (end.reason === 'diverged') {
      return { kind: 'diverged', reason: renderDivergence(end.divergence, options) };
    }
    const kept = createKeptWeights(trainable.tagger);
    kept.keep(run.best.epoch);
    // Dev is among the sentences, so that no temperature can be fitted on it any more.
    const temperature = run.end.temperature?.temperature ?? 1;
    weights.push({ ...kept.state().weights, temperature });
  }
  return weights;
}

// The longest time that the event loop, and with it a signal, waits for the next batch.
const PAUSE_MS = 50;

async function fitRun(
  run: ScoredRun,
  { trainable, options, log, isVerbose, onProgress, ...sentences }: FitRunsInput,
  messages: Messages,
): Promise<FitEnd> {
  const { tagger, reset } = trainable;
  const plan = planOf(run);
  const { seed, epochs } = plan;
  const random = createRandom(seed);
  reset({ random, gateBias: options.gateBias });
  const progress = createProgress(messages, {
    options: { ...options, epochs },
    runCount: 1,
    tokenCount: tokensPerEpoch(countTokens(sentences), sentences.mixture),
    isVerbose,
  });
  onProgress(progress.stop);
  progress.startRun({ number: 1, count: 1, seed }, 0);
  const events = fitAgain(tagger, { ...sentences, random }, plan, options);
  let pausedAt = performance.now();
  for (;;) {
    const { done, value } = events.next();
    if (done) {
      progress.stop();
      return value;
    }
    progress.show(value);
    if (value.kind === 'fitted-epoch') {
      const { kind: _, ...rest } = value;
      log.write({ seed, fit: 'final', ...rest });
    }
    if (performance.now() - pausedAt < PAUSE_MS) continue;
    await setImmediate();
    pausedAt = performance.now();
  }
}

const countTokens = ({ sentences }: Pick<FitInput, 'sentences'>) =>
  sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
