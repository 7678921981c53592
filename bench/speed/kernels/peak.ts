// The kernel that measures the peak: a loop of arithmetic without memory access.
import { readFileSync } from 'node:fs';
import type { Arithmetic } from '../../../src/kernels/kernels.js';

interface PeakModule {
  operationsPerStep(): number;
  multiplyAddChains(steps: number, factor: number, addend: number): number;
}

export interface Peak {
  /** Floating-point operations of one run. */
  readonly operations: number;
  run(): void;
}

export function loadPeak(arithmetic: Arithmetic, steps: number): Peak {
  const bytes = readFileSync(new URL(`./peak-${arithmetic}.wasm`, import.meta.url));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  const module = instance.exports as unknown as PeakModule;
  return {
    operations: steps * module.operationsPerStep(),
    // The chains stay near 1, far from overflow and from subnormal numbers, which are slow.
    run: () => module.multiplyAddChains(steps, 0.5, 0.5),
  };
}
