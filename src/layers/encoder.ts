// Recurrent layers one above the other, each in one direction or both: layer l reads the joined outputs of layer l - 1
// (Schuster & Paliwal 1997 for both directions).
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import type { Cell } from './cells/cell.js';
import type { Forward, Steps } from './layer.js';
import { type DirectionParameters, directionForward, type States } from './recurrent.js';

/** Forward first; reverse only with it. */
export const directions = ['forward', 'reverse'] as const;

/** Of each direction of a layer, in the order above. */
export type LayerParameters = readonly DirectionParameters[];
export type LayerStates = readonly States[];

export interface EncoderInput {
  readonly steps: Steps;
  /** (R, E) */
  readonly x: Matrix;
  readonly H: number;
  /** Of each layer; zero if absent. */
  readonly initial?: readonly LayerStates[];
  /** What happens to the output of each layer but the last: dropout, in training. */
  readonly between?: (output: Matrix) => Forward;
}

export interface EncoderForward {
  /** (R, directions · H) */
  readonly output: Matrix;
  /** dX is absent if the gradient of the input is not wanted, dInitial if no initial states were given. */
  backward(
    dOutput: Matrix,
    wantsInputGradient: boolean,
  ): { readonly dX?: Matrix; readonly dInitial?: readonly LayerStates[] };
}

export function encoderForward(
  engine: Engine,
  cell: Cell,
  layers: readonly LayerParameters[],
  input: EncoderInput,
): EncoderForward {
  const passes: LayerForward[] = [];
  const joints: Forward[] = [];
  let x = input.x;
  layers.forEach((parameters, index) => {
    if (index > 0 && input.between) {
      const joint = input.between(x);
      joints.push(joint);
      x = joint.output;
    }
    const pass = layerForward(engine, cell, parameters, { ...input, x }, input.initial?.[index]);
    passes.push(pass);
    x = pass.output;
  });
  return {
    output: x,
    backward: (dOutput, wantsInputGradient) => {
      const dInitial: LayerStates[] = [];
      let dX: Matrix | undefined = dOutput;
      for (let index = passes.length - 1; index >= 0 && dX; index--) {
        const result: LayerGradients = passes[index].backward(dX, index > 0 || wantsInputGradient);
        if (result.dInitial) dInitial.unshift(result.dInitial);
        dX = result.dX;
        if (index > 0 && dX && input.between) dX = joints[index - 1].backward(dX);
      }
      return { dX, dInitial: input.initial && dInitial };
    },
  };
}

interface LayerGradients {
  readonly dX?: Matrix;
  readonly dInitial?: LayerStates;
}

interface LayerForward {
  readonly output: Matrix;
  backward(dOutput: Matrix, wantsInputGradient: boolean): LayerGradients;
}

function layerForward(
  engine: Engine,
  cell: Cell,
  parameters: LayerParameters,
  { steps, x, H }: EncoderInput,
  initial: LayerStates | undefined,
): LayerForward {
  const output = allocateMatrix(engine, steps.R, parameters.length * H);
  const part = (joined: Matrix, index: number) => columnsOf(joined, index * H, H);
  const runs = parameters.map((own, index) => {
    const isReverse = directions[index] === 'reverse';
    const input = { steps, x, isReverse, initial: initial?.[index] };
    return directionForward(engine, cell, own, input, part(output, index));
  });
  return {
    output,
    backward: (dOutput, wantsInputGradient) => {
      const dX = wantsInputGradient ? zeroMatrix(engine, x.rows, x.columns) : undefined;
      const dInitial = runs.flatMap((run, index) => run.backward(part(dOutput, index), dX) ?? []);
      return { dX, dInitial: initial && dInitial };
    },
  };
}
