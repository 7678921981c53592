// The runs of a training, one for each seed, one after another with the same tagger.
import type { TrainingCorpora } from '../../cli/train/training-corpora.js';
import type { GradientFlow } from '../../evaluation/gradient-flow.js';
import { renderScoreJson, type ScoreJson } from '../../evaluation/report/json.js';
import { f1, type Score } from '../../evaluation/score.js';
import type { MemberWeights } from '../../model/ensemble-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { createRandom, type Random } from '../../tensors/random.js';
import { keepAll, keepBest } from '../../training/ensemble/run-weights.js';
import type { EpochSummary } from '../../training/epoch.js';
import { measureGradientFlow } from '../../training/gradient-flow.js';
import type { WeightsName } from '../../training/model-selection.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { chooseRun, type EpochRecord, type Run } from '../../training/runs.js';
import {
  createTraining,
  type EpochEvent,
  type TrainingEvent,
  type TrainingInput,
} from '../../training/train.js';
import type { TrainableTagger } from '../../training/trainable-tagger.js';

/** An epoch, with the figures of a line of `--log`. */
export interface EpochScores extends EpochSummary {
  readonly kind: 'epoch';
  readonly epoch: number;
  readonly weights: WeightsName;
  /** Learning rate of the last step. */
  readonly learningRate: number;
  readonly bestEpoch: number;
  readonly bestWeights: WeightsName;
  readonly dev: ScoreJson;
}

type Seeded<Event> = Event & { readonly seed: number };

/** An event of the run with this seed. */
export type RunEvent = Seeded<Exclude<TrainingEvent, EpochEvent> | EpochScores>;

/** Measured on the training sentences. */
export interface GradientFlowEvent {
  readonly kind: 'gradient-flow';
  readonly seed: number;
  /** 0 before the first epoch. */
  readonly epoch: number;
  readonly flow: GradientFlow;
}

export interface RunsInput {
  readonly trainable: TrainableTagger;
  readonly corpora: TrainingCorpora;
  /** Options of the first run; each further run has the next seed. */
  readonly options: TrainingOptions;
  /** Generator of the first run, from which the dev sentences may have been drawn. */
  readonly random: Random;
  /** The score on the test corpus, if there is one. */
  score(tagger: Tagger): Score | undefined;
}

export interface RunsOptions {
  readonly runCount: number;
  /** Whether the runs join an ensemble. */
  readonly isEnsemble: boolean;
  readonly signal?: AbortSignal;
  readonly gradientFlow?: boolean;
}

interface RunsResult {
  /** The last one may be interrupted. */
  readonly runs: readonly Run[];
  /** Of the runs that join an ensemble. */
  readonly weights: readonly MemberWeights[];
  readonly isInterrupted: boolean;
}

type Events = AsyncGenerator<RunEvent | GradientFlowEvent, RunsResult>;

/** Trains until the last run or a signal; the tagger is left with the weights of the chosen run. */
export async function* trainRuns(
  { trainable, corpora, options, random: firstRandom, score }: RunsInput,
  { runCount, isEnsemble, signal, gradientFlow = false }: RunsOptions,
): Events {
  const { tagger, coverage } = trainable;
  const keepWeights = isEnsemble ? keepAll : keepBest;
  const kept = runCount > 1 ? keepWeights(tagger) : undefined;
  const isInterrupted = () => signal?.aborted === true;
  const input = { ...corpora, rowsWithVector: coverage.vectorRows, isInterrupted };
  const runs: Run[] = [];
  while (runs.length < runCount && !isInterrupted()) {
    const seed = options.seed + runs.length;
    const random = runs.length === 0 ? firstRandom : createRandom(seed);
    trainable.reset({ random, gateBias: options.gateBias });
    const measured = gradientFlow ? corpora.sentences : undefined;
    const run = yield* trainRun(tagger, { ...input, random, measured }, { ...options, seed });
    runs.push({ ...run, seed, test: run.end.best && score(tagger) });
    if (run.end.best) kept?.keep(runs);
    if (run.end.reason === 'interrupted') break;
  }
  const best = chooseRun(runs);
  if (best) {
    kept?.restore(runs);
    tagger.temperature = best.end.temperature?.temperature ?? 1;
  }
  const last = runs.at(-1)?.end.reason;
  return {
    runs,
    weights: kept?.ofMembers(runs) ?? [],
    isInterrupted: runs.length < runCount || last === 'interrupted',
  };
}

// The longest time that the events of the thread wait for the next batch.
const PAUSE_MS = 50;

/** Lets other events of the thread happen, such as messages and the drawing of the page. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

type RunInput = TrainingInput & { readonly measured?: TrainingCorpora['sentences'] };

async function* trainRun(
  tagger: Tagger,
  { measured, ...input }: RunInput,
  options: TrainingOptions,
): AsyncGenerator<RunEvent | GradientFlowEvent, Pick<Run, 'end' | 'learningCurve'>> {
  const { seed } = options;
  const learningCurve: EpochRecord[] = [];
  const flowAfter = function* (epoch: number): Generator<GradientFlowEvent> {
    if (measured === undefined) return;
    yield { kind: 'gradient-flow', seed, epoch, flow: measureGradientFlow(tagger, measured) };
  };
  yield* flowAfter(0);
  let pausedAt = performance.now();
  for (const event of createTraining(tagger, input, options).events) {
    if (event.kind === 'epoch') {
      const { epoch, loss, dev } = event;
      learningCurve.push({ epoch, loss, devF1: f1(dev.overall) });
      yield { ...scoresOf(event), seed };
      yield* flowAfter(epoch);
    } else yield { ...event, seed };
    if (event.kind === 'end') return { end: event, learningCurve };
    if (performance.now() - pausedAt < PAUSE_MS) continue;
    await pause();
    pausedAt = performance.now();
  }
  throw new Error('training ended without an end event');
}

function scoresOf({ dev, best, ...rest }: EpochEvent): EpochScores {
  const { epoch: bestEpoch, weights: bestWeights } = best;
  return { ...rest, bestEpoch, bestWeights, dev: renderScoreJson(dev) };
}
