import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import {
  compileKernels,
  compileWide,
  instantiateKernels,
  type Kernels,
  productMode,
} from '../../src/kernels/kernels.js';
import { isSameProduct, tryWideProduct } from '../../src/kernels/wide-product.js';
import type { Engine } from '../../src/tensors/matrix.js';
import { arithmetics, freshEngine } from './fresh-engine.js';

type Multiply = Kernels['multiplyPanels'];

/**
 * Of the exact engine, which computes in the memory that the other product is to compute in too.
 */
function isSame({ memory, kernels }: Engine, multiplyPanels: Multiply): boolean {
  return isSameProduct(memory, kernels, { multiplyPanels });
}

/**
 * A clock for measurements of the wide product and the other in turns: it goes by what each is to
 * take.
 */
function scriptedClock(wideMs: number, narrowMs: number): () => number {
  const steps = [0, wideMs, 0, narrowMs];
  let time = 0;
  let call = 0;
  return () => {
    time += steps[call++ % steps.length];
    return time;
  };
}

test.each(arithmetics)('the %s product in wide vectors gives the same bits', (arithmetic) => {
  const { memory } = freshEngine(arithmetic);
  const { all } = compileKernels(arithmetic);
  const narrow = instantiateKernels(memory, { all });
  const wide = instantiateKernels(memory, { all, wide: compileWide(arithmetic) });
  expect(isSameProduct(memory, narrow, wide)).toBe(true);
});

test('a product that skips the last row is not the same', () => {
  const engine = freshEngine();
  const multiply: Multiply = (M, ...rest) => engine.kernels.multiplyPanels(M - 1, ...rest);
  expect(isSame(engine, multiply)).toBe(false);
});

test('a product that skips the last column is not the same', () => {
  const engine = freshEngine();
  const multiply: Multiply = (M, N, ...rest) => engine.kernels.multiplyPanels(M, N - 1, ...rest);
  expect(isSame(engine, multiply)).toBe(false);
});

test('a product that overwrites instead of adding is not the same', () => {
  const engine = freshEngine();
  const multiply: Multiply = (...operands) => {
    const mode = operands[9] === productMode.accumulate ? productMode.overwrite : operands[9];
    engine.kernels.multiplyPanels(...(operands.with(9, mode) as Parameters<Multiply>));
  };
  expect(isSame(engine, multiply)).toBe(false);
});

test('a product whose last number differs in its last bit is not the same', () => {
  const engine = freshEngine();
  const multiply: Multiply = (...operands) => {
    engine.kernels.multiplyPanels(...operands);
    const [M, , , , , , C, strideC] = operands;
    engine.memory.integers(C, M * strideC)[M * strideC - 1] ^= 1;
  };
  expect(isSame(engine, multiply)).toBe(false);
});

test('the wide product is not used if it is slower', () => {
  tryWideProduct('exact', scriptedClock(2, 1));
  expect(compileKernels('exact').wide).toBeUndefined();
});

test('the wide product is used if it is faster', () => {
  tryWideProduct('exact', scriptedClock(1, 2));
  expect(compileKernels('exact').wide).toBeDefined();
});

// An engine of its own, since its flags are changed: before the kernels are chosen and after it,
// one large product.
const script = `
  const { createHash } = await import('node:crypto');
  const load = (path) => import(process.argv[1] + path);
  const { useWideVectors } = await load('cli/process/v8-flags.js');
  const { loadKernels } = await load('kernels/kernels.js');
  const { createMemory } = await load('kernels/memory.js');
  const product = () => {
    const memory = createMemory();
    const kernels = loadKernels(memory, 'exact');
    const [M, N, K] = [64, 150, 100];
    const place = (count) => {
      const address = memory.allocate(count * 4);
      memory.floats(address, count).forEach((_, at, floats) => { floats[at] = Math.fround(((at * 619) % 1009) / 1009 - 0.5); });
      return address;
    };
    const [A, panels, out] = [place(M * K), place(K * 160), place(M * N)];
    for (let call = 0; call < 100; call++) kernels.multiplyPanels(M, N, K, A, K, panels, out, N, 0, 0);
    return createHash('sha256').update(memory.bytes(out, M * N * 4).slice()).digest('hex');
  };
  const before = product();
  useWideVectors('exact');
  console.log(JSON.stringify({ before, after: product() }));
`;

test('this engine gives the same bits before and after the choice, and prints nothing', () => {
  const folder = `${pathToFileURL('dist/src').href}/`;
  const args = ['--input-type=module', '-e', script, folder];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const { before, after } = JSON.parse(stdout);
  expect(after).toBe(before);
});
