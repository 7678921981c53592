// Calls written down and made later, in one thread.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Kernels } from '../../src/kernels/kernels.js';
import { createCallPlayer, recordCalls } from '../../src/parallel/kernel-calls.js';
import { freshEngine } from '../kernels/fresh-engine.js';

/** Kernels that note their calls in place of computing. */
function notingKernels(notes: unknown[]) {
  const note =
    (name: string) =>
    (...args: number[]) => {
      notes.push([name, ...args]);
    };
  const kernels = { fill: note('fill'), axpy: note('axpy'), dot: note('dot'), memory: {} };
  return { ...kernels, panelBytes: (N: number, K: number) => N * K } as unknown as Kernels;
}

const neverFull = () => {
  throw new Error('the list is full');
};

test('calls are made in their order, with their own arguments to the last bit', () => {
  const notes: unknown[] = [];
  const kernels = notingKernels(notes);
  const list = new Float64Array(32);
  const recorder = recordCalls(kernels, list, neverFull);
  recorder.kernels.fill(3, 0.1, 2 ** 32 - 64);
  recorder.kernels.axpy(1, Number.NEGATIVE_INFINITY, 64, 128);
  recorder.kernels.fill(0, -0, 0);
  expect(notes).toEqual([]);
  createCallPlayer(kernels, list)(recorder.take());
  expect(notes).toEqual([
    ['fill', 3, 0.1, 2 ** 32 - 64],
    ['axpy', 1, Number.NEGATIVE_INFINITY, 64, 128],
    ['fill', 0, -0, 0],
  ]);
});

test('after the calls are taken, the list begins anew', () => {
  const notes: unknown[] = [];
  const kernels = notingKernels(notes);
  const list = new Float64Array(8);
  const recorder = recordCalls(kernels, list, neverFull);
  const play = createCallPlayer(kernels, list);
  for (const value of [1, 2, 3]) {
    recorder.kernels.fill(1, value, 0);
    play(recorder.take());
  }
  expect(recorder.take()).toBe(0);
  expect(notes).toEqual([1, 2, 3].map((value) => ['fill', 1, value, 0]));
});

test('a list that is full is flushed before the next call', () => {
  const notes: unknown[] = [];
  const kernels = notingKernels(notes);
  const list = new Float64Array(11);
  const play = createCallPlayer(kernels, list);
  const lengths: number[] = [];
  const recorder = recordCalls(kernels, list, (length) => {
    lengths.push(length);
    play(length);
  });
  for (let n = 0; n < 5; n++) recorder.kernels.fill(1, n, 0);
  play(recorder.take());
  expect(lengths).toEqual([10, 10]);
  expect(notes).toEqual([0, 1, 2, 3, 4].map((n) => ['fill', 1, n, 0]));
});

test('sizes are computed at once, and a kernel with a result is refused', () => {
  const recorder = recordCalls(notingKernels([]), new Float64Array(8), neverFull);
  expect(recorder.kernels.panelBytes(16, 2)).toBe(32);
  expect(() => recorder.kernels.dot(1, 0, 0)).toThrow(
    'another thread runs dot, whose result is needed',
  );
});

test('every kernel that returns a number is a size or is refused', () => {
  const source = readFileSync('src/kernels/kernels.ts', 'utf8');
  const returning = [...source.matchAll(/^ {2}(\w+)\(.*\): Num;$/gm)].map(([, name]) => name);
  expect(returning).toContain('crfLoss');
  const { kernels } = recordCalls(freshEngine().kernels, new Float64Array(8), neverFull);
  for (const name of returning.filter((name) => !name.endsWith('Bytes'))) {
    const kernel = kernels[name as keyof Kernels] as () => number;
    expect(kernel).toThrow('whose result is needed');
  }
});
