// A progress bar on stderr, where that is a terminal; nothing anywhere else.
import { SingleBar } from 'cli-progress';

export interface Bar {
  /** Moves the bar, which appears with the first call and again with the first after `stop`. */
  show(value: number, total: number, payload?: object): void;
  /** Takes the bar away. */
  stop(): void;
}

/** @param format of cli-progress, its words in braces filled from the payload */
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
