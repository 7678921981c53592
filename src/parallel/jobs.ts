// A list of jobs that threads divide among themselves: each takes the next job that is not taken
// yet.
//
//   next, job, job, ...        uint32
import type { LinearMemory } from '../kernels/memory.js';

export interface JobList {
  readonly address: number;
  readonly count: number;
}

/** @param jobs numbers, for example the addresses of the jobs' contents */
export function storeJobs(memory: LinearMemory, jobs: readonly number[]): JobList {
  const address = memory.allocate((jobs.length + 1) * 4);
  const list = memory.integers(address, jobs.length + 1);
  list[0] = 0;
  list.set(jobs, 1);
  return { address, count: jobs.length };
}

/** Does jobs of the list until none is left. */
export function takeJobs(
  memory: LinearMemory,
  { address, count }: JobList,
  run: (job: number) => void,
): void {
  const list = memory.integers(address, count + 1);
  for (let n = Atomics.add(list, 0, 1); n < count; n = Atomics.add(list, 0, 1)) {
    run(list[n + 1] >>> 0);
  }
}
