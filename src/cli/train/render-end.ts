// The line at the end of a run: its time, why it ended, and what is kept of it.
import type { TrainingOptions } from '../../training/optimization/options.js';
import type { EndEvent } from '../../training/train.js';
import { renderCount, renderDuration } from '../terminal/numbers.js';

type Limits = Pick<TrainingOptions, 'epochs' | 'patience'>;

/** As in "ended after 12 s: no better F1 for 15 epochs (patience); kept epoch 3". */
export function renderEnd({ reason, best }: EndEvent, seconds: number, limits: Limits): string {
  const kept = best ? `kept epoch ${best.epoch}` : 'no epoch finished';
  return `ended after ${renderDuration(seconds)}: ${renderReason(reason, limits)}; ${kept}`;
}

function renderReason(reason: EndEvent['reason'], { epochs, patience }: Limits): string {
  switch (reason) {
    case 'epochs':
      return epochs === 1 ? 'the only epoch is done' : `all ${epochs} epochs are done`;
    case 'patience':
      return `no better F1 for ${renderCount(patience, 'epoch')} (patience)`;
    case 'interrupted':
      return 'interrupted';
    case 'diverged':
      return 'training diverged';
  }
}
