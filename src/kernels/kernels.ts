// The WebAssembly kernels: their types, and how they are loaded. Arguments are sizes and strides in
// elements and addresses in bytes; numbers are single precision, ids int32. Shapes, equations,
// overlap and error bounds are stated with each kernel, in assembly/; what holds for all of them is
// stated in assembly/index.ts.
import { InputError } from '../errors.js';
import {
  type CompiledIntegers,
  compileIntegers,
  type IntegerProducts,
  instantiateIntegers,
} from './integer-module.js';
import type { LinearMemory } from './memory.js';
import { moduleBytes } from './module-bytes.js';

/**
 * exact: plain simd128, defined to the bit, so that every machine has the same results.
 * fast: fused multiply-add if the engine has it; the last bits differ between machines.
 * int8: exact, but the recurrent layers multiply integers when they tag, most of them of 8
 * bits; every machine has the same results.
 */
export type Arithmetic = 'exact' | 'fast' | 'int8';

/** The arithmetic of the numbers that are not whole. */
export type FloatArithmetic = Exclude<Arithmetic, 'int8'>;

/** What multiplyPanels does with C: C = A·B, C = A·B + bias, C += A·B. */
export const productMode = { overwrite: 0, addBias: 1, accumulate: 2 } as const;

type Num = number;

// biome-ignore format: one line a kernel reads as a table
export interface Kernels {
  // matrix.ts
  panelBytes(N: Num, K: Num): Num;
  packPanels(N: Num, K: Num, B: Num, stride: Num, panels: Num): void;
  packPanelsTransposed(N: Num, K: Num, B: Num, stride: Num, panels: Num): void;
  multiplyPanels(M: Num, N: Num, K: Num, A: Num, strideA: Num, panels: Num, C: Num, strideC: Num, bias: Num, mode: Num): void;
  transpose(rows: Num, columns: Num, A: Num, stride: Num, out: Num, outStride: Num): void;
  // vector.ts
  axpy(count: Num, a: Num, x: Num, y: Num): void;
  dot(count: Num, x: Num, y: Num): Num;
  scale(count: Num, a: Num, x: Num): void;
  clamp(count: Num, limit: Num, x: Num): void;
  fill(count: Num, a: Num, x: Num): void;
  swap(count: Num, x: Num, y: Num): void;
  sumOfSquares(count: Num, x: Num): Num;
  addColumnSums(rows: Num, columns: Num, x: Num, stride: Num, out: Num): void;
  findNotFinite(count: Num, a: Num, x: Num): Num;
  copyRows(rows: Num, columns: Num, x: Num, stride: Num, out: Num, outStride: Num): void;
  addRows(rows: Num, columns: Num, x: Num, stride: Num, out: Num, outStride: Num): void;
  tanhBackward(count: Num, y: Num, dy: Num): void;
  // exponential.ts, sigmoid.ts
  exp(count: Num, x: Num, out: Num): void;
  log(count: Num, x: Num, out: Num): void;
  tanh(count: Num, x: Num, out: Num): void;
  sigmoidRows(rows: Num, columns: Num, x: Num, stride: Num): void;
  // integer/layout.ts, integer/quantize.ts
  integerRowBytes(K: Num, bytes: Num): Num;
  weightPanelBytes(N: Num, K: Num, bytes: Num): Num;
  packWeights(N: Num, K: Num, W: Num, stride: Num, bytes: Num, steps: Num, panels: Num, scales: Num): void;
  quantizeRows(rows: Num, K: Num, x: Num, stride: Num, bytes: Num, steps: Num, range: Num, out: Num): void;
  // lstm.ts, peephole.ts
  lstmForward(rows: Num, H: Num, gates: Num, cellPrevious: Num, cell: Num, tanhCell: Num, hidden: Num, hiddenStride: Num): void;
  lstmBackward(rows: Num, H: Num, gates: Num, tanhCell: Num, cellPrevious: Num, dHidden: Num, dCell: Num): void;
  peepholeForward(rows: Num, H: Num, gates: Num, cellPrevious: Num, peephole: Num): void;
  peepholeBackward(rows: Num, H: Num, gates: Num, cellPrevious: Num, peephole: Num, dCell: Num, dPeephole: Num): void;
  // gru.ts
  gruGates(rows: Num, H: Num, gates: Num, gateStride: Num, hiddenPrevious: Num, hiddenPreviousStride: Num, relevant: Num): void;
  gruGatesBackward(rows: Num, H: Num, gates: Num, gateStride: Num, hiddenPrevious: Num, hiddenPreviousStride: Num, dRelevant: Num, dHidden: Num): void;
  gruState(rows: Num, H: Num, update: Num, candidate: Num, gateStride: Num, hiddenPrevious: Num, hiddenPreviousStride: Num, hidden: Num, hiddenStride: Num): void;
  gruStateBackward(rows: Num, H: Num, update: Num, candidate: Num, gateStride: Num, hiddenPrevious: Num, hiddenPreviousStride: Num, dHidden: Num): void;
  // embedding.ts
  gatherRows(count: Num, width: Num, table: Num, ids: Num, out: Num, outStride: Num): void;
  scatterAddRows(count: Num, width: Num, x: Num, stride: Num, slots: Num, out: Num): void;
  quantizeRow(width: Num, x: Num, out: Num): Num;
  gatherQuantizedRows(count: Num, width: Num, rows: Num, scales: Num, ids: Num, out: Num, outStride: Num): void;
  // columns.ts
  gatherColumns(rows: Num, count: Num, ids: Num, scale: Num, x: Num, stride: Num, out: Num, outStride: Num): void;
  scatterAddColumns(rows: Num, count: Num, ids: Num, scale: Num, x: Num, stride: Num, out: Num, outStride: Num): void;
  // convolution.ts
  maximumOfRows(words: Num, F: Num, x: Num, first: Num, counts: Num, out: Num, best: Num): void;
  convolutionFilterGradients(words: Num, F: Num, K: Num, D: Num, dOut: Num, best: Num, x: Num, dW: Num, db: Num): void;
  convolutionInputGradient(words: Num, F: Num, K: Num, D: Num, dOut: Num, best: Num, W: Num, dx: Num): void;
  // dropout.ts
  dropout(count: Num, keep: Num, key: Num, x: Num): void;
  // crf/loss.ts, crf/decode.ts, crf/scores.ts, softmax.ts
  crfScratchBytes(T: Num, P: Num): Num;
  crfPrepare(L: Num, P: Num, values: Num, rows: Num, penalties: Num, out: Num): void;
  crfLoss(T: Num, b: Num, P: Num, rowStarts: Num, emissions: Num, gold: Num, transitions: Num, transitionsTransposed: Num, exponentials: Num, exponentialsTransposed: Num, start: Num, end: Num, weight: Num, dEmissions: Num, dTransitions: Num, dStart: Num, dEnd: Num, scratch: Num): Num;
  crfDecode(T: Num, b: Num, P: Num, rowStarts: Num, emissions: Num, transitions: Num, start: Num, end: Num, best: Num, scores: Num, path: Num): void;
  crfScoreScratchBytes(T: Num, P: Num): Num;
  crfScorePath(T: Num, b: Num, P: Num, rowStarts: Num, emissions: Num, factor: Num, transitions: Num, transitionsTransposed: Num, exponentials: Num, exponentialsTransposed: Num, start: Num, end: Num, path: Num, own: Num, links: Num, scratch: Num): void;
  crfScoreLabels(T: Num, b: Num, P: Num, rowStarts: Num, emissions: Num, factor: Num, transitions: Num, transitionsTransposed: Num, exponentials: Num, exponentialsTransposed: Num, start: Num, end: Num, pairs: Num, pairCount: Num, own: Num, links: Num, scratch: Num): void;
  softmaxLoss(rows: Num, L: Num, x: Num, stride: Num, gold: Num, labelWeights: Num, weight: Num, dx: Num): Num;
  argmaxRows(rows: Num, L: Num, x: Num, stride: Num, out: Num): void;
  softmaxScores(rows: Num, L: Num, x: Num, stride: Num, factor: Num, labels: Num, out: Num): void;
  // lines.ts
  countLines(length: Num, text: Num): Num;
  indexLines(length: Num, text: Num, ends: Num, slotCount: Num, slots: Num): Num;
  findLine(length: Num, word: Num, text: Num, ends: Num, slotCount: Num, slots: Num): Num;
  // optimizer.ts
  sgdUpdate(count: Num, w: Num, g: Num, v: Num, factor: Num, learningRate: Num, momentum: Num): void;
  adamUpdate(count: Num, w: Num, g: Num, m: Num, v: Num, factor: Num, learningRate: Num, beta1: Num, beta2: Num, epsilon: Num, correction1: Num, correction2: Num): void;
  nadamUpdate(count: Num, w: Num, g: Num, m: Num, v: Num, factor: Num, meanRate: Num, gradientRate: Num, beta1: Num, beta2: Num, epsilon: Num, correction2: Num): void;
  averageUpdate(count: Num, w: Num, share: Num, average: Num): void;
  /** Only for int8. */
  readonly integer?: IntegerProducts;
}

/** Modules that can be passed to any number of threads. */
export interface CompiledKernels {
  readonly all: WebAssembly.Module;
  /** Replacements of the same name, if wide-product.ts has found them better. */
  readonly wide?: WebAssembly.Module;
  readonly integer?: CompiledIntegers;
}

/**
 * The kernels over this memory.
 *
 * @throws InputError if this engine cannot run them
 */
export function loadKernels(memory: LinearMemory, arithmetic: Arithmetic): Kernels {
  return instantiateKernels(memory, compileKernels(arithmetic));
}

/** The kernels compiled once, for any number of threads. */
export function compileKernels(arithmetic: Arithmetic): CompiledKernels {
  const floats = floatArithmetic(arithmetic);
  const bytes = moduleBytes(floats);
  try {
    const all = new WebAssembly.Module(bytes);
    const integer = arithmetic === 'int8' ? compileIntegers() : undefined;
    return { all, wide: acceptedWide.get(floats), integer };
  } catch (error) {
    if (WebAssembly.validate(bytes)) throw error;
    const missing = floats === 'fast' ? 'relaxed SIMD; the exact arithmetic needs none' : 'SIMD';
    throw new InputError(`WebAssembly in this engine has no ${missing}`);
  }
}

export function floatArithmetic(arithmetic: Arithmetic): FloatArithmetic {
  return arithmetic === 'int8' ? 'exact' : arithmetic;
}

export function instantiateKernels(
  memory: LinearMemory,
  { all, wide, integer }: CompiledKernels,
): Kernels {
  const exportsOf = (module: WebAssembly.Module) =>
    new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports;
  const floats = { ...exportsOf(all), ...(wide && exportsOf(wide)) } as unknown as Kernels;
  return integer ? { ...floats, integer: instantiateIntegers(exportsOf, integer) } : floats;
}

/** Whether this engine, with its flags as they are now, can run the kernels. */
export function kernelsAreValid(arithmetic: FloatArithmetic): boolean {
  return WebAssembly.validate(moduleBytes(arithmetic));
}

// The modules for 256-bit vectors that are in use.
const acceptedWide = new Map<FloatArithmetic, WebAssembly.Module>();

/** Replaces kernels of the same name in all that are loaded from now on. */
export function acceptWide(arithmetic: FloatArithmetic, module: WebAssembly.Module): void {
  acceptedWide.set(arithmetic, module);
}

/**
 * The kernels written for 256-bit vectors; any engine that can run the others can run them, most of
 * them slowly.
 */
export function compileWide(arithmetic: FloatArithmetic): WebAssembly.Module {
  return new WebAssembly.Module(moduleBytes(`wide-${arithmetic}`));
}
