// V8 flags: heap limits, relaxed SIMD and 256-bit vectors. They change the whole process, so only a
// program may set them, never a library.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { type Arithmetic, floatArithmetic, kernelsAreValid } from '../../kernels/kernels.js';
import { tryWideIntegers } from '../../kernels/wide-integers.js';
import { tryWideProduct } from '../../kernels/wide-product.js';

/**
 * Collects garbage when the heap has grown by a fifth, not when it has doubled. Texts and vectors
 * leave much garbage and few live objects, so a collection is short.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

/**
 * Passes chunks on, and limits the heap before the first large one or the second: a short text is
 * tagged sooner without. V8 sets its next limit at each collection, so the growth must be limited
 * before the first. A large first chunk comes in pieces, because the young generation could grow
 * much while all of it is tagged.
 */
export async function* limitingHeap(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isLimited = false;
  let isFirst = true;
  for await (const chunk of chunks) {
    const isLarge = chunk.length >= LARGE_CHUNK;
    if (!isLimited && (isLarge || !isFirst)) {
      limitHeapGrowth();
      isLimited = true;
    }
    const pieceLength = isFirst && isLarge ? PIECE_LENGTH : chunk.length;
    isFirst = false;
    for (let start = 0; start < chunk.length; start += pieceLength) {
      if (isLimited) limitYoungGeneration();
      yield chunk.subarray(start, start + pieceLength);
    }
  }
}

// Bytes.
const LARGE_CHUNK = 2 ** 15;
const PIECE_LENGTH = 2 ** 12;

/**
 * Keeps the young generation from growing once it is large enough, also if its limit could not be
 * set when the program started. To be called again and again: V8 of Node 20 resets the flag when
 * another thread starts.
 */
function limitYoungGeneration(): void {
  if (GROWTH_TESTED.test(process.versions.v8) && youngBytes() >= LARGE_YOUNG_GENERATION) {
    setFlagsFromString('--semi-space-growth-factor=1');
  }
}

// V8 of Node 20 to 24. Another version might print a warning about an unknown flag.
const GROWTH_TESTED = /^1[123]\./;
// Bytes of both halves.
const LARGE_YOUNG_GENERATION = 2 ** 22;

const youngBytes = () =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

const SMALL_YOUNG_GENERATION = '--max-semi-space-size=8';

/**
 * RE-EXECUTES THE PROCESS with a smaller young generation: the program starts again from main, in
 * the same process id, and nothing after this call runs. Nothing may have been read from standard
 * input.
 *
 * From Node 22 on, V8 gives young objects up to 134 MB and gains no speed from it; the flag works
 * only at the start of a process. Returns if the process already runs with it, or if the platform
 * cannot re-execute.
 */
export function restartWithSmallYoungGeneration(): void {
  const { argv, env, execArgv, execPath, platform } = process;
  if (platform === 'win32' || execArgv.includes(SMALL_YOUNG_GENERATION)) return;
  const { execve } = process as { execve?(file: string, args: string[], env: object): void };
  execve?.(execPath, [execPath, SMALL_YOUNG_GENERATION, ...execArgv, ...argv.slice(1)], env);
}

/** Lets Node 20, which has relaxed SIMD behind a flag, run the fast kernels. */
export function enableArithmetic(arithmetic: Arithmetic): void {
  // Later versions of V8 do not have the flag and would print a warning.
  if (arithmetic === 'fast' && !kernelsAreValid('fast')) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
}

// V8 of Node 24, 25 and 26, on which the wide product was tested. In an untested version, a function
// that cannot use wide vectors may end the process.
const TESTED_VERSION = /^(13\.6|14\.1|14\.6)\./;

// The experimental pass is on only while the products compile, and they are optimized for good
// before it is turned off.
const WIDENING_FLAGS = [
  '--experimental-wasm-revectorize',
  '--wasm-sync-tier-up',
  '--wasm-tiering-budget=0',
];
// The defaults of V8.
const FLAGS_AFTERWARDS = [
  '--no-experimental-wasm-revectorize',
  '--no-wasm-sync-tier-up',
  '--wasm-tiering-budget=13000000',
];

/**
 * Uses 256-bit vectors for matrix products if V8 and the processor can. It takes some milliseconds,
 * which a short text does not pay back, and must be called before kernels are loaded.
 */
export function useWideVectors(arithmetic: Arithmetic): void {
  if (process.arch !== 'x64' || !TESTED_VERSION.test(process.versions.v8)) return;
  WIDENING_FLAGS.forEach(setFlagsFromString);
  try {
    tryWideProduct(floatArithmetic(arithmetic), () => performance.now());
    if (arithmetic === 'int8') tryWideIntegers();
  } finally {
    FLAGS_AFTERWARDS.forEach(setFlagsFromString);
  }
}
