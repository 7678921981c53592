// The trained parameters in one flat block, so that clipping, an optimizer step and saving work on
// one range each.
import type { Engine, Matrix } from './matrix.js';

export interface ParameterShape {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Parameter extends ParameterShape {
  readonly count: number;
  /** Address of the values. */
  readonly value: number;
  /** Address of the gradient, which `backward` adds to; 0 in a network that only tags. */
  readonly gradient: number;
}

export interface Parameters extends ParameterBlocks {
  readonly list: readonly Parameter[];
  /** Numbers in the block, including the padding between parameters, which is always zero. */
  readonly count: number;
  find(name: string): Parameter;
}

const PADDED_TO = 16;

/** Allocates a block of zeros and, if `isTraining`, a second one for the gradients. */
export function allocateParameters(
  engine: Engine,
  shapes: readonly ParameterShape[],
  isTraining: boolean,
): Parameters {
  const { total } = layOut(shapes);
  const values = zeros(engine, total);
  return placeParameters(shapes, { values, gradients: isTraining ? zeros(engine, total) : 0 });
}

/**
 * Addresses of the block of values and the block of gradients; the latter is 0 in a network that
 * only tags.
 */
export interface ParameterBlocks {
  readonly values: number;
  readonly gradients: number;
}

/** The parameters of these shapes in blocks that exist already. */
export function placeParameters(
  shapes: readonly ParameterShape[],
  { values, gradients }: ParameterBlocks,
): Parameters {
  const { counts, offsets, total } = layOut(shapes);
  const list = shapes.map(({ name, shape }, i) => ({
    name,
    shape,
    count: counts[i],
    value: values + offsets[i] * 4,
    gradient: gradients === 0 ? 0 : gradients + offsets[i] * 4,
  }));
  const byName = new Map(list.map((parameter) => [parameter.name, parameter]));
  return {
    list,
    count: total,
    values,
    gradients,
    find: (name) => {
      const parameter = byName.get(name);
      if (!parameter) throw new Error(`no parameter ${name}`);
      return parameter;
    },
  };
}

function layOut(shapes: readonly ParameterShape[]) {
  const counts = shapes.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const offsets: number[] = [];
  let total = 0;
  for (const count of counts) {
    offsets.push(total);
    total += Math.ceil(count / PADDED_TO) * PADDED_TO;
  }
  return { counts, offsets, total };
}

/** Allocates `count` zeros and returns their address. */
export function zeros({ memory }: Pick<Engine, 'memory'>, count: number): number {
  const address = memory.allocate(count * 4);
  // Faster than a kernel, which V8 has not optimized yet when a model is read.
  memory.bytes(address, count * 4).fill(0);
  return address;
}

/** The values of a two-dimensional parameter. */
export function valueMatrix({ shape: [rows, columns], value }: Parameter): Matrix {
  return { address: value, rows, columns, stride: columns };
}

/** The gradient of a two-dimensional parameter. */
export function gradientMatrix({ shape: [rows, columns], gradient }: Parameter): Matrix {
  return { address: gradient, rows, columns, stride: columns };
}
