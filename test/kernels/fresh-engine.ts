// The engine that tests share: a memory of its own for every test would exhaust the address space.
import { setFlagsFromString } from 'node:v8';
import { InputError } from '../../src/errors.js';
import {
  type CompiledKernels,
  compileKernels,
  compileWide,
  type FloatArithmetic,
  instantiateKernels,
} from '../../src/kernels/kernels.js';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import type { Engine } from '../../src/tensors/matrix.js';

/**
 * Which kernels: those of an arithmetic, or with them the product for wide vectors, which runs
 * anywhere.
 */
export type Build = FloatArithmetic | 'int8' | `wide-${FloatArithmetic}`;

const engines = new Map<Build, { readonly engine: Engine; readonly bottom: number }>();
const exact = load('exact');
const fast = tryFast();
keep('int8', compileKernels('int8'));

/** `fast` only if the engine can; Node 20 can with a flag, which is set here. */
export const arithmetics: readonly FloatArithmetic[] = fast ? ['exact', 'fast'] : ['exact'];

/** Every product of matrices there is. */
export const builds = arithmetics.flatMap((arithmetic): Build[] => [
  arithmetic,
  `wide-${arithmetic}`,
]);

/** An engine whose memory is free and full of NaN, so that code that expects zeros fails. */
export function freshEngine(build: Build = 'exact'): Engine {
  const { engine, bottom } = engines.get(build) ?? exact;
  const { memory } = engine;
  memory.release(bottom);
  fillWithNaN(memory, bottom, memory.usage().peakBytes);
  return engine;
}

function load(arithmetic: FloatArithmetic) {
  const compiled = compileKernels(arithmetic);
  keep(`wide-${arithmetic}`, { ...compiled, wide: compileWide(arithmetic) });
  return keep(arithmetic, compiled);
}

function keep(build: Build, compiled: CompiledKernels) {
  const memory = createMemory();
  const bottom = memory.mark();
  fillWithNaN(memory, bottom, memory.memory.buffer.byteLength);
  const kept = { engine: { memory, kernels: instantiateKernels(memory, compiled) }, bottom };
  engines.set(build, kept);
  return kept;
}

// Eight bytes at a time, since the engine fills shared memory element by element.
function fillWithNaN({ memory }: LinearMemory, begin: number, end: number): void {
  new BigUint64Array(memory.buffer, begin, (end - begin) / 8).fill(0xffffffffffffffffn);
}

function tryFast() {
  try {
    return load('fast');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  // Newer engines, which would report this flag as unknown, never get here: they could load the
  // kernels without it.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  try {
    return load('fast');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}
