// The product in whole numbers, compiled for 256-bit vectors.
import {
  acceptInteger,
  compileFastestBuild,
  type IntegerProduct,
  integerProductOf,
} from './integer-module.js';
import { compileKernels, instantiateKernels, type Kernels } from './kernels.js';
import { attachMemory, type LinearMemory, PAGE_BYTES } from './memory.js';

const PAGES = 2;

// Four rows, two and one; a whole panel and six columns of another; depths that end within a group.
const ROWS = [7, 2];
const COLUMNS = 22;
const DEPTHS = [4, 33];

/**
 * Uses the product in 256-bit vectors in all kernels that are loaded later, if it gives the right
 * results. To be called while the engine is set to make wide vectors, and to optimize a function as
 * soon as it has run.
 */
export function tryWideIntegers(): void {
  const integer = { module: compileFastestBuild(), tall: 1 };
  const memory = attachMemory(
    new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true }),
    { begin: PAGE_BYTES, end: PAGES * PAGE_BYTES },
  );
  const kernels = instantiateKernels(memory, compileKernels('exact'));
  const { exports } = new WebAssembly.Instance(integer.module, { env: { memory: memory.memory } });
  const product = integerProductOf(exports, integer);
  // The first pass does not run the code of the optimizing compiler yet.
  for (let pass = 0; pass < 2; pass++) {
    if (!isRightProduct(memory, kernels, product)) return;
  }
  acceptInteger(integer);
}

/** Whether the product gives the right bits for whole and partial tiles and panels. */
export function isRightProduct(
  memory: LinearMemory,
  kernels: Pick<Kernels, 'packWeights' | 'quantizeStates' | 'stateRowBytes' | 'weightPanelBytes'>,
  { addIntegerProduct, bytes, tall }: IntegerProduct,
): boolean {
  const N = COLUMNS;
  return ROWS.every((M) =>
    DEPTHS.every((K) => {
      const mark = memory.mark();
      const states = placeNumbers(memory, M, K, 127);
      const weights = placeNumbers(memory, N, K, 63);
      const rows = memory.allocate(M * kernels.stateRowBytes(K, bytes));
      const panels = memory.allocate(kernels.weightPanelBytes(N, K, bytes));
      const scales = memory.allocate(Math.ceil(N / 16) * 64);
      const out = memory.allocate(M * N * 4);
      kernels.quantizeStates(M, K, states.address, K, bytes, rows);
      kernels.packWeights(N, K, weights.address, K, bytes, panels, scales);
      const sums = memory.floats(out, M * N).fill(1);
      const factors = memory.floats(scales, N);
      addIntegerProduct(M, N, K, rows, panels, scales, out, N, tall);
      const isRight = sums.every((found, place) => {
        const [m, n] = [Math.floor(place / N), place % N];
        let sum = 0;
        for (let k = 0; k < K; k++) sum += states.steps[m * K + k] * weights.steps[n * K + k];
        return found === Math.fround(1 + Math.fround(sum * factors[n]));
      });
      memory.release(mark);
      return isRight;
    }),
  );
}

/** Always the same numbers, and the whole numbers that they are rounded to; each row begins with 1. */
function placeNumbers(memory: LinearMemory, rows: number, columns: number, limit: number) {
  const count = rows * columns;
  const address = memory.allocate(count * 4);
  const steps = Array.from({ length: count }, (_, place) =>
    place % columns === 0 ? limit : limit - ((place * 619) % (2 * limit + 1)),
  );
  memory.floats(address, count).set(steps.map((step) => step / limit));
  return { address, steps };
}
