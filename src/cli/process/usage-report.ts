// The report of --verbose: memory and threads.
import type { Tagger } from '../../model/tagger.js';
import { renderCount, renderMegabytes } from '../terminal/numbers.js';

/** One line: linear memory by its contents, threads, and the peak memory of the whole process. */
export function renderUsage({ engine, threads }: Tagger): string {
  const { bytes, peakBytes } = engine.memory.usage();
  const parts = [
    `${renderMegabytes(bytes)} for weights and cached words`,
    `up to ${renderMegabytes(peakBytes - bytes)} for a batch`,
    renderCount(threads.startedCount(), 'thread'),
    // maxRSS is in kilobytes on every platform.
    `${renderMegabytes(1024 * process.resourceUsage().maxRSS)} resident at peak`,
  ];
  return `memory: ${parts.join(', ')}\n`;
}
