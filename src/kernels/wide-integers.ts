// The product in integers, compiled for 256-bit vectors.
import {
  acceptIntegers,
  compileFastest,
  type IntegerProduct,
  instantiateIntegers,
} from './integer-module.js';
import { compileKernels, instantiateKernels, type Kernels } from './kernels.js';
import { attachMemory, type LinearMemory, PAGE_BYTES } from './memory.js';

const PAGES = 2;

// Four rows, two and one; a whole panel and six columns of another; depths that end within a group.
const ROWS = [7, 2];
const COLUMNS = 22;
const DEPTHS = [4, 33];
// The integers that 1 becomes.
const LEFT_STEPS = 127;
const RIGHT_STEPS = 63;

/**
 * Uses the product in 256-bit vectors in all kernels that are loaded later, if it gives the right
 * results. To be called while the engine is set to make wide vectors, and to optimize a function as
 * soon as it has run.
 */
export function tryWideIntegers(): void {
  const integers = compileFastest(1);
  const memory = attachMemory(
    new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true }),
    { begin: PAGE_BYTES, end: PAGES * PAGE_BYTES },
  );
  const kernels = instantiateKernels(memory, compileKernels('exact'));
  const exportsOf = (module: WebAssembly.Module) =>
    new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports;
  const { short, long } = instantiateIntegers(exportsOf, integers);
  // The first pass does not run the code of the optimizing compiler yet.
  for (let pass = 0; pass < 2; pass++) {
    for (const product of [short, long]) if (!isRightProduct(memory, kernels, product)) return;
  }
  acceptIntegers(integers);
}

/** Whether the product gives the right bits for whole and partial tiles and panels. */
export function isRightProduct(
  memory: LinearMemory,
  kernels: Pick<Kernels, 'packWeights' | 'quantizeRows' | 'integerRowBytes' | 'weightPanelBytes'>,
  { addIntegerProduct, bytes, tall }: IntegerProduct,
): boolean {
  const N = COLUMNS;
  return ROWS.every((M) =>
    DEPTHS.every((K) => {
      const mark = memory.mark();
      const left = placeNumbers(memory, M, K, LEFT_STEPS);
      const right = placeNumbers(memory, N, K, RIGHT_STEPS);
      const rows = memory.allocate(M * kernels.integerRowBytes(K, bytes));
      const panels = memory.allocate(kernels.weightPanelBytes(N, K, bytes));
      const scales = memory.allocate(Math.ceil(N / 16) * 64);
      const out = memory.allocate(M * N * 4);
      kernels.quantizeRows(M, K, left.address, K, bytes, LEFT_STEPS, 0, rows);
      kernels.packWeights(N, K, right.address, K, bytes, RIGHT_STEPS, panels, scales);
      const found = memory.floats(out, M * N).fill(1);
      addIntegerProduct(M, N, K, rows, panels, scales, out, N, tall);
      const isRight = found.every((number, place) => {
        const [m, n] = [Math.floor(place / N), place % N];
        let sum = 0;
        for (let k = 0; k < K; k++) sum += left.steps[m * K + k] * right.steps[n * K + k];
        return number === Math.fround(1 + scaled(scaled(sum, RIGHT_STEPS), LEFT_STEPS));
      });
      memory.release(mark);
      return isRight;
    }),
  );
}

/** Always the same numbers, and the integers that they are rounded to; each row begins with 1. */
function placeNumbers(memory: LinearMemory, rows: number, columns: number, limit: number) {
  const count = rows * columns;
  const address = memory.allocate(count * 4);
  const steps = Array.from({ length: count }, (_, place) =>
    place % columns === 0 ? limit : limit - ((place * 619) % (2 * limit + 1)),
  );
  memory.floats(address, count).set(steps.map((step) => step / limit));
  return { address, steps };
}

const scaled = (sum: number, steps: number) => Math.fround(sum * Math.fround(1 / steps));
