// Runs that are done once each: finished ones are in a file, so an interrupted measurement
// continues from there.
import { SingleBar } from 'cli-progress';
import type { Outcome } from './outcome.js';
import type { ResultsFile } from './results-file.js';

export type Execute<AnyRun> = (run: AnyRun) => Promise<Outcome>;

export interface Finishing<AnyRun> {
  readonly results: ResultsFile<AnyRun>;
  /** One for each run at the same time. */
  readonly executors: readonly Execute<AnyRun>[];
  /** The name of a run beside the progress bar. */
  describe(run: AnyRun): string;
}

/**
 * Executes the runs that are not finished; each executor takes the next one when it has finished
 * the last.
 *
 * @throws the error of a run, after the runs beside it have ended; no other run is started
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
