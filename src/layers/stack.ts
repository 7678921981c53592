// Recurrent layers one above the other, each in one direction or both: layer l reads the joined outputs of layer l - 1
// (Schuster & Paliwal 1997 for both directions).
import { type Engine, type Matrix, rowAddress, zeroMatrix } from '../tensors/matrix.js';
import {
  type LayerGradients,
  type LayerParameters,
  type LayerStates,
  layerForward,
  layerOutput,
  type RecurrentLayerForward,
  type StartReverse,
} from './bidirectional.js';
import type { Cell } from './cells/cell.js';
import type { Joint, Steps, WordsInput } from './layer.js';

export interface EncoderInput extends WordsInput {
  readonly steps: Steps;
  readonly H: number;
  /** Of each layer; zero if absent. */
  readonly initial?: readonly LayerStates[];
  /** What happens to the output of each layer but the last: dropout, in training. */
  readonly between?: (output: Matrix) => Joint;
  /** Where another thread does the reverse direction of this layer. */
  readonly startReverse?: (layer: number) => StartReverse;
}

export interface EncoderForward {
  /** (R, directions · H) */
  readonly output: Matrix;
  /** By layer and direction, as in DirectionForward. */
  readonly gates: readonly (readonly Matrix[])[];
  /** dX is absent if the gradient of the input is not wanted, dInitial if no initial states were given. */
  backward(
    dOutput: Matrix,
    wantsInputGradient: boolean,
  ): { readonly dX?: Matrix; readonly dInitial?: readonly LayerStates[] };
  /**
   * In place of backward: lets in dOutput at one step alone, and of what then arrives at a layer's output again only that
   * step; the gradients (R, H) of the layer's own states, by direction, thus hold what its own recurrence sends back.
   */
  trace(dOutput: Matrix, place: Place): Matrix[];
}

/** A step of a layer, both counted from 0. */
export interface Place {
  readonly layer: number;
  readonly step: number;
}

export function encoderForward(
  engine: Engine,
  cell: Cell,
  layers: readonly LayerParameters[],
  input: EncoderInput,
): EncoderForward {
  const passes: RecurrentLayerForward[] = [];
  const joints: Joint[] = [];
  const { x, columns, rowOfToken, learning } = input;
  let below: WordsInput = { x, columns, rowOfToken, learning };
  layers.forEach((parameters, index) => {
    if (index > 0 && input.between) {
      const joint = input.between(below.x);
      joints.push(joint);
      below = { x: joint.x, columns: joint.columns };
    }
    const pass = layerForward(engine, cell, parameters, {
      ...below,
      ...{ steps: input.steps, H: input.H },
      initial: input.initial?.[index],
      startReverse: input.startReverse?.(index),
    });
    passes.push(pass);
    below = { x: pass.output };
  });
  /** Back through the layers from the top down to `lowest`, and through what is below each. */
  const backTo = (lowest: number, dOutput: Matrix, wantsInputGradient: boolean) => {
    const dInitial: LayerStates[] = [];
    let dX: Matrix | undefined = dOutput;
    for (let index = passes.length - 1; index >= lowest && dX; index--) {
      const result: LayerGradients = passes[index].backward(dX, index > 0 || wantsInputGradient);
      if (result.dInitial) dInitial.unshift(result.dInitial);
      dX = result.dX;
      if (index > 0 && dX && input.between) dX = joints[index - 1].backward(dX);
    }
    return { dX, dInitial };
  };
  return {
    output: below.x,
    gates: passes.map(({ gates }) => gates),
    backward: (dOutput, wantsInputGradient) => {
      const { dX, dInitial } = backTo(0, dOutput, wantsInputGradient);
      return { dX, dInitial: input.initial && dInitial };
    },
    trace: (dOutput, { layer, step }) => {
      const alone = (matrix: Matrix) => stepAlone(engine, input.steps, matrix, step);
      const { dX } = backTo(layer + 1, alone(dOutput), true);
      if (!dX) throw new Error('the input gradient was asked for');
      return passes[layer].trace(alone(dX));
    },
  };
}

/** What the input says to the gates of the first layer, (R, gateCount · H) by direction; overwritten. */
export interface ProjectedInput {
  readonly steps: Steps;
  readonly gates: readonly Matrix[];
  readonly H: number;
}

/** The output (R, directions · H) alone, of an input that has met the weights of the first layer already. */
export function encoderOutput(
  engine: Engine,
  cell: Cell,
  layers: readonly LayerParameters[],
  { steps, gates, H }: ProjectedInput,
): Matrix {
  const lowest = layerOutput(engine, cell, layers[0], { steps, gates, H });
  return layers
    .slice(1)
    .reduce(
      (x, parameters) => layerForward(engine, cell, parameters, { steps, x, H }).output,
      lowest,
    );
}

/** The rows of one step, all others zero. */
function stepAlone(engine: Engine, steps: Steps, matrix: Matrix, step: number): Matrix {
  const { rows, columns, stride } = matrix;
  const alone = zeroMatrix(engine, rows, columns);
  const first = steps.rowStarts[step];
  const from = rowAddress(matrix, first);
  const to = rowAddress(alone, first);
  engine.kernels.copyRows(steps.liveRows[step], columns, from, stride, to, alone.stride);
  return alone;
}
