// The line that says where a training goes on.
import type { Checkpoint } from '../../../training/checkpoint/checkpoint.js';
import { renderCount } from '../../terminal/numbers.js';

/** As in "model.safetensors.checkpoint: going on after 1 run, 3 epochs and 17 steps". */
export function renderResumption(path: string, { finishedRuns, current }: Checkpoint): string {
  const counts = [
    [finishedRuns.length, 'run'],
    [current?.state.history.length ?? 0, 'epoch'],
    [current?.state.runner.course?.norms.length ?? 0, 'step'],
  ] as const;
  const done = counts.flatMap(([count, what]) => (count > 0 ? [renderCount(count, what)] : []));
  const last = done.pop() ?? 'the start';
  const list = done.length > 0 ? `${done.join(', ')} and ${last}` : last;
  return `${path}: going on after ${list}`;
}
