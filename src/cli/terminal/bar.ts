// A progress bar on stderr; if stderr is no terminal, it prints nothing.
import { SingleBar } from 'cli-progress';

export interface Bar {
  /** Moves the bar, and shows it if it is hidden. */
  show(value: number, total: number, payload?: object): void;
  /** Hides the bar. */
  stop(): void;
}

/** @param format of cli-progress; names in braces stand for values of the payload */
export function createBar(stderr: NodeJS.WriteStream, format: string): Bar {
  if (!stderr.isTTY) return { show: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format,
    stream: stderr,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
  });
  return {
    show: (value, total, payload) => {
      if (bar.isActive) bar.update(value, payload);
      else bar.start(total, value, payload);
    },
    stop: () => bar.stop(),
  };
}
