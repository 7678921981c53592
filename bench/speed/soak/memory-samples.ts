// The resident memory of a process, measured while it works.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface MemorySample {
  readonly seconds: number;
  readonly megabytes: number;
}

const run = promisify(execFile);
const INTERVAL_MS = 1000;

/** Measures once a second until it is stopped, which returns the samples. */
export function sampleMemory(pid: number): () => MemorySample[] {
  const samples: MemorySample[] = [];
  const startedAt = performance.now();
  const measure = async () => {
    const seconds = (performance.now() - startedAt) / 1000;
    // Kilobytes; nothing if the process has ended.
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    const megabytes = Number.parseInt(stdout, 10) / 1000;
    if (megabytes > 0) samples.push({ seconds, megabytes });
  };
  void measure();
  const timer = setInterval(measure, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

export interface Growth {
  /** Medians of the second and of the last quarter; the first is for warming up. */
  readonly early: number;
  readonly late: number;
  readonly peak: number;
}

/** @param samples at least one */
export function growthOf(samples: readonly MemorySample[]): Growth {
  const values = samples.map(({ megabytes }) => megabytes);
  const quarter = Math.floor(values.length / 4);
  const early = values.slice(quarter, 2 * quarter);
  return {
    early: median(early.length > 0 ? early : values),
    late: median(values.slice(-Math.max(1, quarter))),
    peak: Math.max(...values),
  };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
