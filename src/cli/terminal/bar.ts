// A progress bar on a terminal; without a terminal, it prints nothing.
import { SingleBar } from 'cli-progress';
import { type BarLine, renderBar } from './render-bar.js';

export interface Bar {
  /** Moves the bar, and shows it if it is hidden. */
  show(value: number, total: number, line: BarLine): void;
  /** Hides the bar. */
  stop(): void;
}

export function createBar(terminal: NodeJS.WriteStream | undefined): Bar {
  if (!terminal) return { show: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: (_, { progress, maxWidth }, line) => renderBar(line, progress, maxWidth),
    stream: terminal,
    clearOnComplete: true,
    // The terminal and its signals stay as they are, so that Ctrl-C has nothing to restore.
    linewrap: true,
    hideCursor: false,
    gracefulExit: false,
  });
  return {
    show: (value, total, line) => {
      if (!bar.isActive) return bar.start(total, value, line);
      bar.setTotal(total);
      bar.update(value, line);
    },
    stop: () => bar.stop(),
  };
}
