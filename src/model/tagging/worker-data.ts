// What a tagger's main thread and its workers agree on: what a worker starts with, and the numbers
// of its tasks.
import type { CompiledKernels } from '../../kernels/kernels.js';
import type { ProjectionTables } from './project-job.js';
import type { SharedNetwork } from './shared-network.js';

export interface WorkerData {
  readonly kernels: CompiledKernels;
  /** The network, or those of an ensemble. */
  readonly networks: readonly SharedNetwork[];
  readonly projections: ProjectionTables;
}

/**
 * *project* and *decode* take a list of tagging jobs; *forward* and *backward* are the reverse
 * direction in training, and *kernels* are other parts of a step.
 */
export const TASK = { project: 0, decode: 1, forward: 2, backward: 3, kernels: 4 } as const;
