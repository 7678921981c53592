// Another thread as slow as can be: its kernels run when they are waited for, so that who does not
// wait finds nothing done.
import { createCallPlayer, recordCalls } from '../../src/parallel/kernel-calls.js';
import type { Engine } from '../../src/tensors/matrix.js';
import type { KernelWorker } from '../../src/tensors/sharing.js';

export interface LaterWorker extends KernelWorker {
  /** How often kernels were handed over. */
  startedCount(): number;
}

export function laterWorker({ memory, kernels }: Engine): LaterWorker {
  const list = new Float64Array(4096);
  const play = createCallPlayer(kernels, list);
  const recorder = recordCalls(kernels, list, play);
  let started = 0;
  const wait = () => play(recorder.take());
  return {
    start: (work) => {
      wait();
      work({ memory, kernels: recorder.kernels });
      started++;
      return { wait };
    },
    startedCount: () => started,
  };
}
