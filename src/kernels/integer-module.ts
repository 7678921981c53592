// The product in whole numbers (assembly/integer) as it is fastest in this engine. All builds give
// the same bits: only speed depends on the choice.
import { readModule } from './read-module.js';

type Num = number;

// biome-ignore format: one line a kernel reads as a table
/** The kernels of assembly/integer/product.ts. */
export interface IntegerKernels {
  bytesPerNumber(): Num;
  sumOfBytes(a: Num, b: Num): Num;
  addIntegerProduct(M: Num, N: Num, K: Num, states: Num, panels: Num, scales: Num, C: Num, strideC: Num, tall: Num): void;
}

/** The product, and what its caller must know. */
export interface IntegerProduct extends Pick<IntegerKernels, 'addIntegerProduct'> {
  /** Bytes of a number in its operands. */
  readonly bytes: number;
  /** Its last argument, 0 or 1. */
  readonly tall: number;
}

export interface CompiledInteger {
  readonly module: WebAssembly.Module;
  /** As in IntegerProduct. */
  readonly tall: number;
}

export const integerBuilds = ['plain', 'relaxed'] as const;
export type IntegerBuild = (typeof integerBuilds)[number];

/** The product that was accepted, or else the one for 128-bit vectors. */
export function compileInteger(): CompiledInteger {
  return accepted ?? { module: compileFastestBuild(), tall: 0 };
}

let accepted: CompiledInteger | undefined;

/** Uses this product in all kernels that are loaded from now on. */
export function acceptInteger(integer: CompiledInteger): void {
  accepted = integer;
}

export function integerProductOf(exports: object, { tall }: CompiledInteger): IntegerProduct {
  const { addIntegerProduct, bytesPerNumber } = exports as IntegerKernels;
  return { addIntegerProduct, bytes: bytesPerNumber(), tall };
}

/**
 * The relaxed build if the processor multiplies and adds bytes in one instruction, and V8 uses it.
 * Otherwise V8 takes three instructions for it, and the plain build is faster.
 */
export function compileFastestBuild(): WebAssembly.Module {
  const relaxed = compileBuild('relaxed');
  return relaxed && multipliesBytes(relaxed) ? relaxed : compilePlain();
}

/** Undefined if this engine has no relaxed SIMD. */
export function compileBuild(build: IntegerBuild): WebAssembly.Module | undefined {
  const bytes = readModule(`integer-${build}`);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

const compilePlain = () => new WebAssembly.Module(readModule('integer-plain'));

/**
 * Whether a sum of four products of bytes, the second ones read without a sign, is not limited to
 * 16 bits on its way: only the one instruction does that.
 */
function multipliesBytes(module: WebAssembly.Module): boolean {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return (exports as IntegerKernels).sumOfBytes(0x7f7f7f7f, -1) === 4 * 127 * 255;
}
