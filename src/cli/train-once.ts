// One training from its first weights to its best, shown as it goes.
import { setImmediate } from 'node:timers/promises';
import { renderScoreJson } from '../evaluation/report/json.js';
import type { Random } from '../tensors/random.js';
import type { PreparedTagger } from '../training/prepare.js';
import { type EndEvent, type EpochEvent, train } from '../training/train.js';
import { createInterrupt } from './interrupt.js';
import type { TrainFlags } from './options.js';
import { createLog } from './output-files.js';
import { createProgress } from './progress.js';
import type { TrainingCorpora } from './training-input.js';
import { trainingOptions } from './training-options.js';

// How long the event loop, and with it Ctrl-C, may wait for the next batch.
const PAUSE_MS = 50;

/** Leaves the tagger with its best weights. */
export async function trainOnce(
  { tagger, coverage }: PreparedTagger,
  { sentences, dev, scheme }: TrainingCorpora,
  flags: TrainFlags,
  random: Random,
  stderr: NodeJS.WriteStream,
): Promise<EndEvent> {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const progress = createProgress(stderr, { epochs: flags.epochs, tokenCount });
  const log = createLog(flags.log);
  const interrupt = createInterrupt(() => {
    progress.stop();
    stderr.write('stopping with the best weights so far; press Ctrl-C again to abort\n');
  });
  const { isInterrupted } = interrupt;
  const input = { sentences, dev, scheme, rowsWithVector: coverage.rows, random, isInterrupted };
  let pausedAt = performance.now();
  try {
    for (const event of train(tagger, input, trainingOptions(flags))) {
      progress.show(event);
      if (event.kind === 'epoch') log(logEntry(event));
      if (event.kind === 'end') return event;
      if (performance.now() - pausedAt < PAUSE_MS) continue;
      await setImmediate();
      pausedAt = performance.now();
    }
  } finally {
    progress.stop();
    interrupt.release();
  }
  throw new Error('training ended without saying how');
}

function logEntry({ kind: _, dev, best, ...rest }: EpochEvent): object {
  return { ...rest, bestEpoch: best.epoch, dev: renderScoreJson(dev) };
}
