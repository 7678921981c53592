// The runs of `tagger train`: one per seed, one after another with the same tagger, so that several
// runs take no more memory than one.
import { setImmediate } from 'node:timers/promises';
import { createJudge, scoreOf } from '../../evaluation/judge.js';
import { renderScoreJson } from '../../evaluation/report/json.js';
import { f1, type Score } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import type { MemberWeights } from '../../model/ensemble-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { createRandom, type Random } from '../../tensors/random.js';
import type { Checkpoint, CurrentRun } from '../../training/checkpoint/checkpoint.js';
import { keepAll, keepBest } from '../../training/ensemble/run-weights.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import type { Mixture } from '../../training/pseudo-labels/mixture.js';
import { chooseRun, type EpochRecord, type Run } from '../../training/runs.js';
import { createTraining, type EpochEvent, type TrainingInput } from '../../training/train.js';
import type { TrainableTagger } from '../../training/trainable-tagger.js';
import type { TrainFlags } from '../commands/commands.js';
import { tagCorpus } from '../eval/tag-corpus.js';
import type { Messages } from '../terminal/messages.js';
import type { TrainingKeeper } from './checkpoint/keeper.js';
import type { Log } from './output/log.js';
import { renderRun, runCountOf } from './progress/render-runs.js';
import { type Reporter, reportRun, startReporter } from './reporter.js';
import type { TrainingCorpora } from './training-corpora.js';

export interface RunsInput {
  readonly trainable: TrainableTagger;
  readonly corpora: TrainingCorpora & { readonly mixture?: Mixture };
  /** Options of the first run; each further run has the next seed. */
  readonly options: TrainingOptions;
  /** Generator of the first run, from which the dev sentences may have been drawn. */
  readonly random: Random;
  readonly keeper: TrainingKeeper;
  /** What the training goes on from, or without a run if it starts. */
  readonly checkpoint: Checkpoint;
  readonly log: Log;
}

export interface RunsResult {
  /** The last one may be interrupted. */
  readonly runs: readonly Run[];
  /** Exit code of the signal that has interrupted them. */
  readonly signalCode?: number;
  /** With --ensemble, the weights of the runs that join it. */
  readonly members: readonly MemberWeights[];
  /** The checkpoint of what is done, before a final fit. */
  readonly checkpoint: Checkpoint;
}

/** Trains until the last run or a signal; the tagger is left with the weights of the chosen run. */
export async function trainRuns(
  { trainable, corpora, options, random: firstRandom, keeper, checkpoint, log }: RunsInput,
  flags: TrainFlags,
  messages: Messages,
): Promise<RunsResult> {
  const { tagger, coverage } = trainable;
  const reporter = startReporter({ corpora, options, log }, flags, messages);
  const isInterrupted = () => reporter.exitCode() !== undefined;
  const input = { ...corpora, rowsWithVector: coverage.vectorRows, isInterrupted };
  const runCount = runCountOf(flags);
  const keepWeights = flags.ensemble === undefined ? keepBest : keepAll;
  const kept = runCount > 1 || flags.finalFit ? keepWeights(tagger) : undefined;
  kept?.setState(checkpoint);
  const runs: Run[] = [...checkpoint.finishedRuns];
  const checkpointOf = (current?: CurrentRun): Checkpoint => ({
    identity: checkpoint.identity,
    finishedRuns: runs,
    ...kept?.state(runs),
    current,
    log: log.lines(),
  });
  let { current } = checkpoint;
  keeper.start();
  try {
    while (runs.length < runCount && !isInterrupted()) {
      const seed = options.seed + runs.length;
      const random = runs.length === 0 ? firstRandom : createRandom(seed);
      trainable.reset({ random, gateBias: options.gateBias });
      const place = { number: runs.length + 1, count: runCount, seed };
      reporter.progress.startRun(place, current?.state.runner.course?.tokenCount ?? 0);
      const { end, learningCurve } = await trainRun(
        tagger,
        { ...input, random, from: current },
        { ...options, seed },
        { reporter, keeper, checkpointOf },
      );
      current = undefined;
      const run = { seed, end, learningCurve, test: end.best && scoreTest(tagger, corpora) };
      runs.push(run);
      if (runCount > 1) reportRun(renderRun(place, run, options), run, messages);
      if (end.best) kept?.keep(runs);
      if (end.reason === 'interrupted') break;
      const hasNext = runs.length < runCount || flags.finalFit;
      await keepBetweenRuns(hasNext, { keeper, isInterrupted, checkpointOf });
    }
  } finally {
    reporter.end();
  }
  const best = chooseRun(runs);
  if (best) {
    kept?.restore(runs);
    tagger.temperature = best.end.temperature?.temperature ?? 1;
  }
  const members = kept?.ofMembers(runs) ?? [];
  // The lines of the final fit are not among them, because it is repeated as a whole.
  const done = { ...checkpointOf(), log: [...log.lines()] };
  return { runs, signalCode: reporter.exitCode(), members, checkpoint: done };
}

interface BetweenRuns {
  readonly keeper: TrainingKeeper;
  isInterrupted(): boolean;
  checkpointOf(): Checkpoint;
}

async function keepBetweenRuns(
  hasNext: boolean,
  { keeper, isInterrupted, checkpointOf }: BetweenRuns,
): Promise<void> {
  if (hasNext) await keeper.saveIfDue('epoch', checkpointOf);
  // Lets a signal be noticed before the next run starts.
  await setImmediate();
  if (hasNext && isInterrupted()) await keeper.saveAtInterruption(checkpointOf);
}

/** Score on the test corpus, if there is one. */
export function scoreTest(tagger: Tagger, { files: { test } }: TrainingCorpora): Score | undefined {
  if (test?.inputs === undefined) return test && scoreTagger(tagger, test.sentences, test.scheme);
  const judge = createJudge({ scheme: test.scheme, mostErrors: 0 });
  for (const sentence of tagCorpus({ corpus: test, sentences: test.sentences }, tagger)) {
    judge.add(sentence);
  }
  return scoreOf(judge.finish());
}

// The longest time that the event loop, and with it a signal, waits for the next batch.
const PAUSE_MS = 50;

interface RunParts {
  readonly reporter: Reporter;
  readonly keeper: TrainingKeeper;
  checkpointOf(current: CurrentRun): Checkpoint;
}

/** Trains with one seed, and leaves the tagger with the best weights of the run. */
async function trainRun(
  tagger: Tagger,
  { from, ...input }: TrainingInput & { readonly from?: CurrentRun },
  options: TrainingOptions,
  { reporter: { progress, log }, keeper, checkpointOf }: RunParts,
): Promise<Pick<Run, 'end' | 'learningCurve'>> {
  const learningCurve: EpochRecord[] = [...(from?.learningCurve ?? [])];
  const training = createTraining(tagger, input, options, from?.state);
  const checkpoint = () => checkpointOf({ state: training.state(), learningCurve });
  let pausedAt = performance.now();
  for (const event of training.events) {
    progress.show(event);
    if (event.kind === 'epoch') {
      log.write(logEntry(options.seed, event));
      learningCurve.push(epochRecord(event));
    }
    if (event.kind === 'end') {
      if (event.temperature) log.write({ seed: options.seed, ...event.temperature });
      return { end: event, learningCurve };
    }
    await keeper.saveIfDue(event.kind === 'epoch' ? 'epoch' : 'batch', checkpoint);
    if (performance.now() - pausedAt < PAUSE_MS) continue;
    await setImmediate();
    if (input.isInterrupted()) await keeper.saveAtInterruption(checkpoint);
    pausedAt = performance.now();
  }
  throw new Error('training ended without an end event');
}

function epochRecord({ epoch, loss, dev }: EpochEvent): EpochRecord {
  return { epoch, loss, devF1: f1(dev.overall) };
}

function logEntry(seed: number, { kind: _, dev, best, ...rest }: EpochEvent): object {
  const { epoch: bestEpoch, weights: bestWeights } = best;
  return { seed, ...rest, bestEpoch, bestWeights, dev: renderScoreJson(dev) };
}
