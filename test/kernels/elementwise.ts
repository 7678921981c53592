// Shared tests of the kernels with one operand: out = f(x).
import { expect } from '@jest/globals';
import type { FloatArithmetic, Kernels } from '../../src/kernels/kernels.js';
import { randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { exp, log, sigmoid, tanh } from '../reference/vector.js';
import { freshEngine } from './fresh-engine.js';
import { countedSettings, guardedArena } from './guarded-arena.js';

const references = { exp, log, tanh, sigmoid };

export type ElementwiseName = keyof typeof references;

export const elementwiseCases = countedSettings;

/** Compares a few elements with the reference, in place and not. */
export function expectElementwise(
  name: ElementwiseName,
  { arithmetic, count, byteOffset }: (typeof countedSettings)[number],
): void {
  const x = randomNumbers(count).normals(count, 2);
  if (name === 'log') for (let k = 0; k < count; k++) x[k] = Math.abs(x[k]);
  const arena = guardedArena(arithmetic, byteOffset);
  const [xs, out] = [arena.floats(x), arena.space(count)];
  for (const target of [out, xs]) {
    arena.run([target], (kernels) => apply(kernels, name, count, xs.address, target.address));
    expect(relativeError(target.floats(), references[name](x))).toBeLessThan(1e-6);
  }
}

/** out = f(x); sigmoid is exported for rows in place only. */
function apply(kernels: Kernels, name: ElementwiseName, count: number, x: number, out: number) {
  if (name !== 'sigmoid') return kernels[name](count, x, out);
  if (x !== out) kernels.copyRows(1, count, x, count, out, count);
  kernels.sigmoidRows(1, count, out, count);
}

const CHUNK = 65536;

/** f of these numbers, which need not be few. */
export function appliedTo(
  name: ElementwiseName,
  x: readonly number[] | Float32Array,
  arithmetic: FloatArithmetic,
): Float64Array {
  const { memory, kernels } = freshEngine(arithmetic);
  const address = memory.allocate(CHUNK * 4);
  const results = new Float64Array(x.length);
  for (let first = 0; first < x.length; first += CHUNK) {
    const chunk = x.slice(first, first + CHUNK);
    memory.floats(address, chunk.length).set(chunk);
    apply(kernels, name, chunk.length, address, address);
    results.set(memory.floats(address, chunk.length), first);
  }
  return results;
}

/** The first few numbers whose result is farther off than allowed; NaN must stay NaN. */
export function outsideBounds(
  x: ArrayLike<number>,
  results: ArrayLike<number>,
  judge: (x: number) => { readonly exact: number; readonly allowed: number },
): { readonly x: number; readonly result: number; readonly exact: number }[] {
  const wrong = [];
  for (let k = 0; k < x.length && wrong.length < 5; k++) {
    const { exact, allowed } = judge(x[k]);
    const isRight =
      Object.is(results[k], Math.fround(exact)) || Math.abs(results[k] - exact) <= allowed;
    if (!isRight) wrong.push({ x: x[k], result: results[k], exact });
  }
  return wrong;
}
