// Runs the program and measures what it used, as the system counted it.
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { taggerPath } from './run-tagger.js';

export interface MeasuredRun {
  /** Of all threads, without the system's own work. */
  readonly processorSeconds: number;
  /** Resident memory. */
  readonly peakMegabytes: number;
}

// A module that the program imports first: it prints the usage at the end.
const REPORTER = `process.on('exit', () => {
  const { userCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write('\\nusage ' + userCPUTime + ' ' + maxRSS + '\\n');
});`;

/** Runs a command to its end; its standard output is discarded. */
export function measureTagger(args: readonly string[]): MeasuredRun {
  const reporter = `data:text/javascript,${encodeURIComponent(REPORTER)}`;
  const { status, stderr } = spawnSync(execPath, ['--import', reporter, taggerPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const [, microseconds, kilobytes] = /^usage (\d+) (\d+)$/m.exec(stderr) ?? [];
  if (status !== 0 || kilobytes === undefined) {
    throw new Error(`tagger ${args.join(' ')}: exit code ${status}: ${stderr}`);
  }
  return { processorSeconds: Number(microseconds) / 1e6, peakMegabytes: Number(kilobytes) / 1000 };
}
