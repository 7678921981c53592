// One training from its first weights to its best, shown as it goes.
import { setImmediate } from 'node:timers/promises';
import { renderScoreJson } from '../../evaluation/report/json.js';
import type { Tagger } from '../../model/tagger.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { type EndEvent, type EpochEvent, type TrainingInput, train } from '../../training/train.js';
import type { Progress } from './progress.js';

// How long the event loop, and with it Ctrl-C, may wait for the next batch.
const PAUSE_MS = 50;

export interface Reporting {
  readonly progress: Progress;
  log(entry: object): void;
}

/** Leaves the tagger with its best weights. */
export async function trainOnce(
  tagger: Tagger,
  input: TrainingInput,
  options: TrainingOptions,
  { progress, log }: Reporting,
): Promise<EndEvent> {
  let pausedAt = performance.now();
  for (const event of train(tagger, input, options)) {
    progress.show(event);
    if (event.kind === 'epoch') log(logEntry(options.seed, event));
    if (event.kind === 'end') return event;
    if (performance.now() - pausedAt < PAUSE_MS) continue;
    await setImmediate();
    pausedAt = performance.now();
  }
  throw new Error('training ended without saying how');
}

function logEntry(seed: number, { kind: _, dev, best, ...rest }: EpochEvent): object {
  const { epoch: bestEpoch, weights: bestWeights } = best;
  return { seed, ...rest, bestEpoch, bestWeights, dev: renderScoreJson(dev) };
}
