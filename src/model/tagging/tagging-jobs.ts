// The two kinds of jobs in tagging. A job lies in the linear memory, so any thread can do it:
// *project* fills rows of the projection cache, *decode* reads them and leaves label ids.
import { type JobList, takeJobs } from '../../parallel/jobs.js';
import type { Engine } from '../../tensors/matrix.js';
import type { TaggingNetwork } from '../network/network.js';
import { runDecodeJob } from './decode-job.js';
import { type ProjectionTables, runProjectJob } from './project-job.js';

export type JobKind = 'project' | 'decode';

/** What a thread needs to do jobs. */
export interface JobContext {
  readonly engine: Engine;
  readonly network: TaggingNetwork;
  readonly projections: ProjectionTables;
}

/** Does jobs of the list until none is left. */
export function takeTaggingJobs(
  { engine, network, projections }: JobContext,
  kind: JobKind,
  list: JobList,
): void {
  const { memory } = engine;
  const mark = memory.mark();
  if (kind === 'project') {
    const project = network.startProjecting();
    takeJobs(memory, list, (job) => runProjectJob(engine, project, projections, job));
  } else {
    const decoding = network.startDecoding();
    takeJobs(memory, list, (job) => runDecodeJob(engine, network, decoding, projections, job));
  }
  memory.release(mark);
}
