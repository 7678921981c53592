// A line with a progress bar, which fits the width of the terminal.
import { escapeControls } from './escape.js';

export interface BarLine {
  readonly label: string;
  /** What follows the percentage, the most important first. */
  readonly details: readonly string[];
}

const LARGEST_BAR = 24;
const SMALLEST_BAR = 8;

/**
 * As in "epoch 2/30 ======------  50% | at most 12 s left | loss 0.512".
 *
 * The line leaves room for the ^C of a terminal, which must not wrap. The first detail is more important than the bar, and the bar more important than the other details.
 *
 * @param progress from 0 to 1
 */
export function renderBar(line: BarLine, progress: number, columns: number): string {
  const { details } = line;
  // The label may be the name of a file.
  const label = escapeControls(line.label);
  const room = columns - 1 - '^C'.length;
  let rest = `${Math.floor(100 * progress)}%`.padStart(5);
  for (const [index, detail] of details.entries()) {
    const longer = `${rest} | ${detail}`;
    const barWidth = index === 0 ? 0 : SMALLEST_BAR + 1;
    if (label.length + barWidth + longer.length > room) break;
    rest = longer;
  }
  const size = Math.min(LARGEST_BAR, room - label.length - rest.length - 1);
  const bar = size < SMALLEST_BAR ? '' : ` ${renderBlocks(progress, size)}`;
  return `${label}${bar}${rest}`.slice(0, Math.max(0, room));
}

function renderBlocks(progress: number, size: number): string {
  const done = Math.round(progress * size);
  return '='.repeat(done) + '-'.repeat(size - done);
}
