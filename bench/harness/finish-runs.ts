// Runs of which each is done once: what is finished stands in a file, and a measurement that was broken off goes on from there.
import { SingleBar } from 'cli-progress';
import type { ResultsFile } from './results-file.js';
import type { Outcome } from './run.js';

export type Execute<AnyRun> = (run: AnyRun) => Promise<Outcome>;

export interface Finishing<AnyRun> {
  readonly results: ResultsFile<AnyRun>;
  /** As many as may run side by side. */
  readonly executors: readonly Execute<AnyRun>[];
  /** What the progress bar calls a run. */
  describe(run: AnyRun): string;
}

/**
 * Executes the runs that are not finished; each executor takes the next one when it is done with the last.
 *
 * @throws what a run throws, when the others that were begun have ended; no further one is begun
 */
export async function finishRuns<AnyRun>(
  runs: readonly AnyRun[],
  { results, executors, describe }: Finishing<AnyRun>,
): Promise<void> {
  const waiting = runs.filter((run) => results.outcomes(run) === undefined);
  const bar = process.stderr.isTTY ? createBar() : undefined;
  bar?.start(runs.length, runs.length - waiting.length, { name: '' });
  const drain = async (execute: Execute<AnyRun>): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      results.add(run, await execute(run));
      bar?.increment({ name: describe(run) });
    }
  };
  const ends = await Promise.allSettled(
    executors.map((execute) =>
      drain(execute).catch((error) => {
        waiting.length = 0;
        throw error;
      }),
    ),
  );
  bar?.stop();
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

function createBar(): SingleBar {
  return new SingleBar({
    format: '{value}/{total} {bar} {eta_formatted} left | {name}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
  });
}
