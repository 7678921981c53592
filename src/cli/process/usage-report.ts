// What --verbose says at the end.
import type { Tagger } from '../../model/tagger.js';

/** One line: the linear memory by what it holds, the threads, and what the whole process took. */
export function renderUsage({ engine, threads }: Tagger): string {
  const { bytes, peakBytes } = engine.memory.usage();
  const count = threads.startedCount();
  const parts = [
    `${megabytes(bytes)} for weights and remembered words`,
    `${megabytes(peakBytes - bytes)} at most for a batch`,
    `${count} ${count === 1 ? 'thread' : 'threads'}`,
    // Linux tells kilobytes, and so does Node elsewhere.
    `${megabytes(1024 * process.resourceUsage().maxRSS)} resident at most`,
  ];
  return `memory: ${parts.join(', ')}\n`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
