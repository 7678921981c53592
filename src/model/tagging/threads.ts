// The threads of a tagger: this thread, and workers that start once there is enough work. The
// results do not depend on how many threads there are.
import { NoRoomError } from '../../errors.js';
import type { StartReverse } from '../../layers/bidirectional.js';
import {
  type AdaptiveThreading,
  createAdaptiveThreading,
} from '../../parallel/adaptive-threading.js';
import { storeJobs } from '../../parallel/jobs.js';
import { recordCalls } from '../../parallel/kernel-calls.js';
import { startWorker, type WorkerThread } from '../../parallel/worker.js';
import { createWorkerPool, type WorkerPool } from '../../parallel/worker-pool.js';
import type { Engine } from '../../tensors/matrix.js';
import type { KernelWorker } from '../../tensors/sharing.js';
import { reverseBytes, startReverseOn } from './reverse-worker.js';
import type { ThreadedNetworks } from './shared-network.js';
import { type JobContext, type JobKind, takeTaggingJobs } from './tagging-jobs.js';
import { TASK, type WorkerData } from './worker-data.js';

export interface ThreadOptions {
  /** The most threads, this one included. */
  readonly count: number;
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Starts the other threads before there is work for them, so that nothing is loaded later. */
  readonly startsAtOnce?: boolean;
}

export interface Threads {
  /** Runs a training step on a batch of so many tokens, on two threads if that is faster. */
  trainStep<Result>(tokenCount: number, run: (shared?: SharedStep) => Result): Result;
  /** Starts tagging so many tokens, on several threads if that is faster. */
  startWave(tokenCount: number): Wave;
  /** Number of threads that were started, this one included. */
  startedCount(): number;
  /** Ends the other threads, and starts no others: they have no room for their work. */
  workAlone(): void;
  /** Ends the other threads. */
  stop(): void;
}

/** A training step on two threads. */
export interface SharedStep {
  /** What it is given may go on after the step. */
  readonly worker: KernelWorker;
  /** Absent if the network has one direction, or if the batch is too large for the worker. */
  readonly startReverse?: (layer: number) => StartReverse;
}

/** What all threads tag together. */
export interface Wave {
  /** Whether other threads take part. */
  readonly isShared: boolean;
  /**
   * Does jobs of one kind, in any order; returns when all are done, or when no thread works any more
   * and one has failed.
   */
  run(kind: JobKind, jobs: readonly number[]): void;
  /** Ends the wave, and with it the measurement of its time. */
  end(): void;
}

/** A training step or a wave: what is measured to decide whether workers are worth it. */
interface Round {
  /** The workers that take part; none if this thread works alone. */
  readonly workers: readonly WorkerThread[];
  end(): void;
}

// Each worker takes a part of the memory, of which enough must be left to this thread.
const MAXIMUM_THREADS = 8;
const TRAINING_BYTES = 2 ** 29;
const TAGGING_BYTES = 2 ** 28;
// Fewer tokens than these are done before a worker has started.
const TOKENS_BEFORE_WORKERS = 4096;

export function createThreads(
  engine: Engine,
  { trained, tagging: tagger }: ThreadedNetworks,
  { count, now, startsAtOnce }: ThreadOptions,
  data: WorkerData & { readonly isTraining: boolean },
): Threads {
  const module = new URL('./tagger-worker.js', import.meta.url);
  const byteLength = data.isTraining ? TRAINING_BYTES : TAGGING_BYTES;
  // Workers that leave this thread less than they have would be no gain.
  engine.memory.reserve(byteLength);
  const pool = createWorkerPool(() => startWorker(module, engine.memory, byteLength, data));
  const workerLimit = Math.min(count, MAXIMUM_THREADS) - 1;
  if (startsAtOnce) pool.ready(workerLimit);
  const training = createAdaptiveThreading({ first: 'shared', trialRounds: 8 });
  // A wave takes long, so a sharing that does not pay must be given up after few of them.
  const tagging = createAdaptiveThreading({ first: 'alone', trialRounds: 2 });
  const context = { engine, network: tagger, projections: data.projections };
  const startRound = createRounds(pool, workerLimit, now);
  const kernelWorkerOf = createKernelWorkers(engine);

  return {
    trainStep: (tokenCount, run) => {
      const { workers, end } = startRound(training, tokenCount, 1);
      const [thread] = workers;
      const hasReverse =
        trained.config.directions === 2 && reverseBytes(trained, tokenCount) < TRAINING_BYTES;
      const result = run(
        thread && {
          worker: kernelWorkerOf(thread),
          startReverse: hasReverse ? startReverseOn(thread, TASK) : undefined,
        },
      );
      end();
      return result;
    },
    startWave: (tokenCount) => {
      const { workers, end } = startRound(tagging, tokenCount, workerLimit);
      const run: Wave['run'] = (kind, jobs) => runJobs(context, workers, kind, jobs);
      return { isShared: workers.length > 0, run, end };
    },
    startedCount: () => 1 + pool.startedCount(),
    workAlone: pool.close,
    stop: pool.stop,
  };
}

/** Each thread that runs kernels for this one has one list of calls. */
function createKernelWorkers(engine: Engine): (thread: WorkerThread) => KernelWorker {
  const workers = new WeakMap<WorkerThread, KernelWorker>();
  return (thread) => {
    const known = workers.get(thread);
    if (known) return known;
    const post = (length: number) => thread.post(TASK.kernels, [length]);
    const recorder = recordCalls(engine.kernels, thread.list, (length) => {
      post(length);
      thread.wait();
    });
    const recording = { memory: engine.memory, kernels: recorder.kernels };
    const worker: KernelWorker = {
      start: (work) => {
        // The list may still be read.
        thread.wait();
        work(recording);
        post(recorder.take());
        return thread;
      },
    };
    workers.set(thread, worker);
    return worker;
  };
}

function createRounds(pool: WorkerPool, workerLimit: number, now: ThreadOptions['now']) {
  let tokensSeen = 0;
  return (choice: AdaptiveThreading, tokenCount: number, workerCount: number): Round => {
    const isEarly = tokensSeen < TOKENS_BEFORE_WORKERS;
    const ready = isEarly ? [] : pool.ready(Math.min(workerCount, workerLimit));
    tokensSeen += tokenCount;
    if (ready.length === 0) return { workers: [], end: () => {} };
    const startedAt = now();
    return {
      workers: choice.isShared() ? ready : [],
      end: () => choice.record(tokenCount, now() - startedAt),
    };
  };
}

function runJobs(
  context: JobContext,
  workers: readonly WorkerThread[],
  kind: JobKind,
  jobs: readonly number[],
): void {
  const { memory } = context.engine;
  const mark = memory.mark();
  const list = storeJobs(memory, jobs);
  for (const worker of workers) worker.post(TASK[kind], [list.address, list.count]);
  const failures: unknown[] = [];
  for (const work of [
    () => takeTaggingJobs(context, kind, list),
    ...workers.map(({ wait }) => wait),
  ]) {
    try {
      work();
    } catch (error) {
      failures.push(error);
    }
  }
  memory.release(mark);
  // A lack of room may be overcome, other failures may not.
  const worst = failures.find((error) => !(error instanceof NoRoomError)) ?? failures[0];
  if (worst !== undefined) throw worst;
}
