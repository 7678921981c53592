// The choice between the usual matrix product and the one that is written for 256-bit vectors. Both
// take every sum in the same order and so give the same bits: only speed depends on the choice.
import {
  acceptWide,
  compileKernels,
  compileWide,
  type FloatArithmetic,
  instantiateKernels,
  type Kernels,
  productMode,
} from './kernels.js';
import { attachMemory, type LinearMemory, PAGE_BYTES } from './memory.js';

type Product = Pick<Kernels, 'multiplyPanels'>;

// Whole tiles and one of three rows; a whole panel and six columns of another; depths that end at
// each step of the loop.
const ROWS = 18;
const COLUMNS = 22;
const DEPTHS = [2, 3, 32, 33];
const LARGEST_DEPTH = 33;

const PAGES = 2;
const TRIALS = 4;
const CALLS_A_TRIAL = 20;

/**
 * Uses the wide product in all kernels that are loaded later, if it gives the same results faster.
 * To be called while the engine is set to make wide vectors, and to optimize a function as soon as
 * it has run.
 *
 * @param now a clock in any unit
 */
export function tryWideProduct(arithmetic: FloatArithmetic, now: () => number): void {
  const { all } = compileKernels(arithmetic);
  const wide = compileWide(arithmetic);
  const memory = attachMemory(
    new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true }),
    { begin: PAGE_BYTES, end: PAGES * PAGE_BYTES },
  );
  const narrowProduct = instantiateKernels(memory, { all });
  const wideProduct = instantiateKernels(memory, { all, wide });
  // The first pass does not run the code of the optimizing compiler yet.
  for (let pass = 0; pass < 2; pass++) {
    if (!isSameProduct(memory, narrowProduct, wideProduct)) return;
  }
  if (isFaster(memory, wideProduct, narrowProduct, now)) acceptWide(arithmetic, wide);
}

/**
 * Whether two products give the same bits in every mode, for whole and partial tiles and panels.
 */
export function isSameProduct(memory: LinearMemory, one: Product, other: Product): boolean {
  const mark = memory.mark();
  const operands = placeOperands(memory);
  const { out, before } = operands;
  const bitsOf = (product: Product, depth: number, mode: number) => {
    memory.floats(out, ROWS * COLUMNS).set(memory.floats(before, ROWS * COLUMNS));
    multiply(product, operands, depth, mode);
    return memory.integers(out, ROWS * COLUMNS).slice();
  };
  const isSame = Object.values(productMode).every((mode) =>
    DEPTHS.every((depth) => {
      const expected = bitsOf(one, depth, mode);
      return bitsOf(other, depth, mode).every((bits, place) => bits === expected[place]);
    }),
  );
  memory.release(mark);
  return isSame;
}

function isFaster(memory: LinearMemory, one: Product, other: Product, now: () => number): boolean {
  const mark = memory.mark();
  const operands = placeOperands(memory);
  const shortest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let trial = 0; trial < TRIALS; trial++) {
    [one, other].forEach((product, index) => {
      const start = now();
      for (let call = 0; call < CALLS_A_TRIAL; call++) {
        multiply(product, operands, LARGEST_DEPTH, productMode.overwrite);
      }
      shortest[index] = Math.min(shortest[index], now() - start);
    });
  }
  memory.release(mark);
  return shortest[0] < shortest[1];
}

/**
 * Addresses of operands: always the same numbers, whose sums would round differently in another
 * order.
 */
function placeOperands(memory: LinearMemory) {
  const numbers = (count: number) => {
    const address = memory.allocate(count * 4);
    const floats = memory.floats(address, count);
    for (let place = 0; place < count; place++) floats[place] = ((place * 619) % 1009) / 1009 - 0.5;
    return address;
  };
  return {
    left: numbers(ROWS * LARGEST_DEPTH),
    panels: numbers(Math.ceil(COLUMNS / 16) * 16 * LARGEST_DEPTH),
    bias: numbers(COLUMNS),
    before: numbers(ROWS * COLUMNS),
    out: memory.allocate(ROWS * COLUMNS * 4),
  };
}

function multiply(
  product: Product,
  { left, panels, out, bias }: ReturnType<typeof placeOperands>,
  depth: number,
  mode: number,
): void {
  product.multiplyPanels(ROWS, COLUMNS, depth, left, depth, panels, out, COLUMNS, bias, mode);
}
