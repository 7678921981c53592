// The runs of `tagger train`: one per seed, one after another with the same tagger, so that several
// runs take no more memory than one.
import { setImmediate } from 'node:timers/promises';
import { renderScoreJson } from '../../evaluation/report/json.js';
import { f1, type Score } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import type { Tagger } from '../../model/tagger.js';
import { createRandom, type Random } from '../../tensors/random.js';
import { createKeptWeights } from '../../training/kept-weights.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { chooseRun, type EpochRecord, type Run } from '../../training/runs.js';
import { type EpochEvent, type TrainingInput, train } from '../../training/train.js';
import type { TrainableTagger } from '../../training/trainable-tagger.js';
import type { TrainFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import type { TrainingCorpora } from './corpora.js';
import { createInterrupt } from './interrupt.js';
import { createLog } from './log.js';
import { createProgress, type Progress } from './progress.js';
import { renderRun } from './render-runs.js';

export interface RunsInput {
  readonly trainable: TrainableTagger;
  readonly corpora: TrainingCorpora;
  /** Options of the first run; each further run has the next seed. */
  readonly options: TrainingOptions;
  /** Generator of the first run, from which the dev sentences may have been drawn. */
  readonly random: Random;
}

/** Trains until the last run or Ctrl-C; the tagger is left with the weights of the chosen run. */
export async function trainRuns(
  { trainable, corpora, options, random: firstRandom }: RunsInput,
  flags: TrainFlags,
  messages: Messages,
): Promise<readonly Run[]> {
  const { tagger, coverage } = trainable;
  const reporter = startReporter(corpora, options, flags, messages);
  const { isInterrupted } = reporter;
  const input = { ...corpora, rowsWithVector: coverage.vectorRows, isInterrupted };
  const chosen = flags.runs > 1 ? createKeptWeights(tagger) : undefined;
  const runs: Run[] = [];
  try {
    while (runs.length < flags.runs && !isInterrupted()) {
      const seed = options.seed + runs.length;
      const random = runs.length === 0 ? firstRandom : createRandom(seed);
      trainable.reset({ random, gateBias: options.gateBias });
      const place = { number: runs.length + 1, count: flags.runs, seed };
      reporter.progress.startRun(place);
      const { end, learningCurve } = await trainRun(
        tagger,
        { ...input, random },
        { ...options, seed },
        reporter,
      );
      const run = { seed, end, learningCurve, test: end.best && scoreTest(tagger, corpora) };
      runs.push(run);
      if (chosen) reportRun(renderRun(place, run, options), run, messages);
      if (end.best && chooseRun(runs)?.seed === seed) chosen?.keep(end.best.epoch);
      // Lets Ctrl-C be noticed before the next run starts.
      await setImmediate();
    }
  } finally {
    reporter.end();
  }
  const best = chooseRun(runs);
  if (best) {
    chosen?.restore();
    tagger.temperature = best.end.temperature?.temperature ?? 1;
  }
  return runs;
}

function reportRun(line: string, { end }: Run, messages: Messages): void {
  if (end.divergence) messages.warn(line);
  else messages.note(`${line}\n`);
}

/** Score on the test corpus, if there is one. */
export function scoreTest(tagger: Tagger, { files: { test } }: TrainingCorpora): Score | undefined {
  return test && scoreTagger(tagger, test.sentences, test.scheme);
}

interface Reporter {
  readonly progress: Progress;
  log(entry: object): void;
  isInterrupted(): boolean;
  /** Hides the progress bar and stops listening to Ctrl-C. */
  end(): void;
}

function startReporter(
  { sentences }: TrainingCorpora,
  options: TrainingOptions,
  { log, runs: runCount, verbose: isVerbose }: TrainFlags,
  messages: Messages,
): Reporter {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const progress = createProgress(messages, { options, runCount, tokenCount, isVerbose });
  const { isInterrupted, release } = createInterrupt(() => {
    progress.stop();
    messages.note('stopping with the best weights so far; press Ctrl-C again to abort\n');
  });
  const end = () => {
    progress.stop();
    release();
  };
  return { progress, log: createLog(log), isInterrupted, end };
}

// The longest time that the event loop, and with it Ctrl-C, waits for the next batch.
const PAUSE_MS = 50;

/** Trains with one seed, and leaves the tagger with the best weights of the run. */
async function trainRun(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
  { progress, log }: Reporter,
): Promise<Pick<Run, 'end' | 'learningCurve'>> {
  const learningCurve: EpochRecord[] = [];
  let pausedAt = performance.now();
  for (const event of train(tagger, input, options)) {
    progress.show(event);
    if (event.kind === 'epoch') {
      log(logEntry(options.seed, event));
      learningCurve.push(epochRecord(event));
    }
    if (event.kind === 'end') {
      if (event.temperature) log({ seed: options.seed, ...event.temperature });
      return { end: event, learningCurve };
    }
    if (performance.now() - pausedAt < PAUSE_MS) continue;
    await setImmediate();
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
