// The threads of a tagger: this one, and others that are started once there is enough to do. What is computed does not
// depend on how many there are.
import type { CompiledKernels } from '../../kernels/kernels.js';
import type { StartReverse } from '../../layers/bidirectional.js';
import { createPace, type Pace } from '../../parallel/adaptive-threading.js';
import { storeJobs, takeJobs } from '../../parallel/jobs.js';
import { type Helper, startHelper } from '../../parallel/worker.js';
import type { Engine } from '../../tensors/matrix.js';
import type { Network } from '../network/network.js';
import { reverseBy, reverseBytes } from './reverse-worker.js';
import type { TaggerBlueprint } from './shared-network.js';
import { type ProjectionTables, runDecodeJob, runProjectJob } from './tagging-jobs.js';

/** What another thread is handed. */
export interface WorkerData {
  readonly kernels: CompiledKernels;
  readonly blueprint: TaggerBlueprint;
  readonly projections: ProjectionTables;
}

export interface ThreadOptions {
  /** Of threads, this one included. */
  readonly count: number;
  /** Milliseconds from any fixed moment on. */
  now(): number;
}

export type TaggingTask = 'project' | 'decode';
/** Does jobs of one kind, in any order. */
export type RunJobs = (task: TaggingTask, jobs: readonly number[]) => void;

export interface Threads {
  /** Runs a step of training on a batch of so many tokens, the reverse direction elsewhere where that is faster. */
  trainStep<Result>(
    tokenCount: number,
    run: (startReverse?: (layer: number) => StartReverse) => Result,
  ): Result;
  /** Runs the tagging of so many tokens, whose jobs are divided where that is faster. */
  tagWave<Result>(tokenCount: number, run: (runJobs: RunJobs) => Result): Result;
  /** How many were started, this one included. */
  startedCount(): number;
  /** Ends the other threads. */
  stop(): void;
}

// Where each thread finds what it is asked for: places in the list of the worker's tasks.
const task = { project: 0, decode: 1, forward: 2, backward: 3 } as const;
const jobs = { project: runProjectJob, decode: runDecodeJob };

// Most threads, so that their parts of the memory leave enough to this one.
const MOST = 8;
const TRAINING_BYTES = 2 ** 29;
const TAGGING_BYTES = 2 ** 28;
// Tokens that have come by before another thread is worth its start.
const LITTLE = 4096;

/** @param data for the other threads; absent where there are never to be any */
export function createThreads(
  engine: Engine,
  network: Network,
  { count, now }: ThreadOptions,
  data: WorkerData & { readonly isTraining: boolean },
): Threads {
  const module = new URL('./tagger-worker.js', import.meta.url);
  const byteLength = data.isTraining ? TRAINING_BYTES : TAGGING_BYTES;
  const most = Math.min(count, MOST) - 1;
  const helpers: Helper[] = [];
  const paces = {
    training: createPace({ first: 'shared', trial: 8 }),
    // A piece of tagging is long, so that the first shared ones are to be given up early, if need be.
    tagging: createPace({ first: 'alone', trial: 2 }),
  };
  let tokensSeen = 0;
  let isFull = false;

  /** Those that are up; starts what is missing. */
  function readyHelpers(wanted: number): Helper[] {
    if (tokensSeen < LITTLE) return [];
    while (helpers.length < Math.min(wanted, most) && !isFull) {
      const helper = startHelper(module, engine.memory, byteLength, data);
      if (helper) helpers.push(helper);
      isFull = helper === undefined;
    }
    return helpers.slice(0, wanted).filter((helper) => helper.isReady());
  }

  /** Runs a piece of work with the helpers it may have, and learns from how it went. */
  function paced<Result>(
    pace: Pace,
    { tokenCount, wanted }: { readonly tokenCount: number; readonly wanted: number },
    run: (helpers: readonly Helper[]) => Result,
  ): Result {
    const ready = readyHelpers(wanted);
    tokensSeen += tokenCount;
    if (ready.length === 0) return run([]);
    const startedAt = now();
    const result = run(pace.isShared() ? ready : []);
    pace.note(tokenCount, now() - startedAt);
    return result;
  }

  function runJobs(others: readonly Helper[], kind: TaggingTask, addresses: readonly number[]) {
    const { memory } = engine;
    const mark = memory.mark();
    const list = storeJobs(memory, addresses);
    for (const helper of others) helper.post(task[kind], [list.address, list.count]);
    const decoding = network.startDecoding();
    takeJobs(memory, list, (job) => jobs[kind](engine, decoding, data.projections, job));
    for (const helper of others) helper.wait();
    memory.release(mark);
  }

  return {
    trainStep: (tokenCount, run) => {
      const isDivisible =
        network.config.directions === 2 && reverseBytes(network, tokenCount) < TRAINING_BYTES;
      return paced(paces.training, { tokenCount, wanted: isDivisible ? 1 : 0 }, ([helper]) =>
        run(helper && reverseBy(helper, task)),
      );
    },
    tagWave: (tokenCount, run) =>
      paced(paces.tagging, { tokenCount, wanted: most }, (others) =>
        run((kind, addresses) => runJobs(others, kind, addresses)),
      ),
    startedCount: () => 1 + helpers.length,
    stop: () => {
      for (const helper of helpers.splice(0)) helper.stop();
    },
  };
}
