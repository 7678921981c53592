// The product in integers (assembly/integer) as it is fastest in this engine. Both builds give
// the same bits: only speed depends on the choice.
import { moduleBytes } from './module-bytes.js';

type Num = number;

// biome-ignore format: one line a kernel reads as a table
/** The kernels of assembly/integer/product.ts. */
interface IntegerKernels {
  bytesPerNumber(): Num;
  sumOfBytes(a: Num, b: Num): Num;
  addIntegerProduct(M: Num, N: Num, K: Num, rows: Num, panels: Num, scales: Num, C: Num, strideC: Num, tall: Num): void;
}

/** A product, and what its caller must know. */
export interface IntegerProduct extends Pick<IntegerKernels, 'addIntegerProduct'> {
  /** Bytes of a number in its operands. */
  readonly bytes: number;
  /** Its last argument, 0 or 1. */
  readonly tall: number;
}

export interface IntegerProducts {
  /** For 8-bit integers. */
  readonly short: IntegerProduct;
  /** For 16-bit integers. */
  readonly long: IntegerProduct;
}

/** Modules that can be passed to any number of threads. */
export interface CompiledIntegers {
  readonly short: WebAssembly.Module;
  readonly long: WebAssembly.Module;
  /** As in IntegerProduct. */
  readonly tall: number;
}

const integerBuilds = ['plain', 'relaxed'] as const;
export type IntegerBuild = (typeof integerBuilds)[number];

/** The products that were accepted, or else those for 128-bit vectors. */
export function compileIntegers(): CompiledIntegers {
  return accepted ?? compileFastest(0);
}

let accepted: CompiledIntegers | undefined;

/** Uses these products in all kernels that are loaded from now on. */
export function acceptIntegers(integers: CompiledIntegers): void {
  accepted = integers;
}

export function instantiateIntegers(
  exportsOf: (module: WebAssembly.Module) => object,
  { short, long, tall }: CompiledIntegers,
): IntegerProducts {
  const productOf = (module: WebAssembly.Module): IntegerProduct => {
    const { addIntegerProduct, bytesPerNumber } = exportsOf(module) as IntegerKernels;
    return { addIntegerProduct, bytes: bytesPerNumber(), tall };
  };
  return { short: productOf(short), long: productOf(long) };
}

/**
 * 8-bit integers have the relaxed build if the processor multiplies and adds bytes in one
 * instruction, and V8 uses it. Otherwise V8 takes three instructions for it, and the plain build is
 * faster.
 */
export function compileFastest(tall: number): CompiledIntegers {
  const plain = compileBuild('plain');
  const relaxed = compileBuild('relaxed');
  if (!plain) throw new Error('WebAssembly in this engine has no SIMD');
  return { short: relaxed && multipliesBytes(relaxed) ? relaxed : plain, long: plain, tall };
}

/** Undefined if this engine has not the SIMD that it needs. */
export function compileBuild(build: IntegerBuild): WebAssembly.Module | undefined {
  const bytes = moduleBytes(`integer-${build}`);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/**
 * Whether a sum of four products of bytes, the second ones read without a sign, is not limited to
 * 16 bits on its way: only the one instruction does that.
 */
function multipliesBytes(module: WebAssembly.Module): boolean {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return (exports as IntegerKernels).sumOfBytes(0x7f7f7f7f, -1) === 4 * 127 * 255;
}
