// Where an interrupted training goes on, and the line that says so.
import type { Checkpoint, Identity } from '../../../training/checkpoint/checkpoint.js';
import type { Messages } from '../../terminal/messages.js';
import { renderCount } from '../../terminal/numbers.js';
import { checkIdentity } from './compare-identities.js';
import type { CheckpointKeeper } from './keeper.js';

/** What a training has done. */
export interface Done {
  readonly runs?: number;
  /** Finished epochs of the run. */
  readonly epochs: number;
  /** Steps of the epoch. */
  readonly steps: number;
}

export interface GoingOn<State, Shape> {
  readonly shape: Shape;
  doneIn(checkpoint: State): Done;
}

/**
 * The checkpoint to go on from; undefined if the training starts.
 *
 * @throws InputError if the checkpoint is that of another training
 */
export function goOn<State, Shape>(
  { found, path = '' }: Pick<CheckpointKeeper<State, Shape>, 'found' | 'path'>,
  identity: Identity,
  { shape, doneIn }: GoingOn<State, Shape>,
  messages: Messages,
): State | undefined {
  if (!found) return undefined;
  checkIdentity(path, found.identity, identity);
  const checkpoint = found.decode(shape);
  messages.note(`${renderResumption(path, doneIn(checkpoint))}\n`);
  return checkpoint;
}

export function doneInRuns({ finishedRuns, current }: Checkpoint): Done {
  return {
    runs: finishedRuns.length,
    epochs: current?.state.history.length ?? 0,
    steps: current?.state.runner.course?.norms.length ?? 0,
  };
}

/** As in "model.safetensors.checkpoint: going on after 1 run, 3 epochs and 17 steps". */
export function renderResumption(path: string, { runs = 0, epochs, steps }: Done): string {
  const counts = [
    [runs, 'run'],
    [epochs, 'epoch'],
    [steps, 'step'],
  ] as const;
  const done = counts.flatMap(([count, what]) => (count > 0 ? [renderCount(count, what)] : []));
  const last = done.pop() ?? 'the start';
  const list = done.length > 0 ? `${done.join(', ')} and ${last}` : last;
  return `${path}: going on after ${list}`;
}
