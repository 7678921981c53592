// Recurrent layers on top of each other: each one reads the output of the layer below.
import { type Engine, type Matrix, rowAddress, rowsOf, zeroMatrix } from '../tensors/matrix.js';
import { prepareStateProduct } from '../tensors/prepared-product.js';
import {
  type BidirectionalForward,
  type BidirectionalParameters,
  bidirectionalForward,
  prepareBidirectional,
  type StartReverse,
} from './bidirectional.js';
import { undropped } from './dropout.js';
import { prepareProjection } from './input-projection.js';
import type { DroppedInput, Forward, Steps, WordsInput } from './layer.js';
import type { InitialStates } from './recurrence.js';
import type { ProjectedRows } from './recurrence-output.js';

/** The layers from the lowest to the highest. */
export type StackParameters = readonly BidirectionalParameters[];

export interface StackInput extends WordsInput {
  readonly steps: Steps;
  /** By layer and direction; zero, if absent. */
  readonly initial?: readonly (readonly InitialStates[])[];
  /** Dropout between one layer and the next; none, if absent. */
  readonly between?: (output: Matrix) => DroppedInput;
  /** Present if another thread computes the reverse direction of each layer. */
  readonly startReverse?: (layer: number) => StartReverse;
}

export interface StackForward extends Forward {
  /** (R, G) by layer and direction, as in DirectionForward. */
  readonly gates: readonly (readonly Matrix[])[];
  /**
   * In place of backward: the gradients (R, H) of the hidden states of one layer, by direction, as
   * the layer's own recurrence sends them back from one step. dOutput enters at this step alone,
   * and of the gradient that reaches the layer's output only this step is let in.
   */
  trace(dOutput: Matrix, place: Place): Matrix[];
}

/** A step of a layer, both counted from 0. */
export interface Place {
  readonly layer: number;
  readonly step: number;
}

/** The output is (R, directions · H). */
export function stackForward(
  engine: Engine,
  stack: StackParameters,
  { steps, initial, between = undropped, startReverse, ...words }: StackInput,
): StackForward {
  const passes: LayerPass[] = [];
  let input: WordsInput = words;
  let backToBelow: DroppedInput['backward'] | undefined;
  stack.forEach((parameters, index) => {
    const layer = bidirectionalForward(engine, parameters, {
      ...input,
      steps,
      initial: initial?.[index],
      startReverse: startReverse?.(index),
    });
    passes.push({ layer, backToBelow });
    if (index + 1 < stack.length) ({ backward: backToBelow, ...input } = between(layer.output));
  });
  const layers = passes.map(({ layer }) => layer);
  return {
    output: layers[layers.length - 1].output,
    gates: layers.map(({ gates }) => gates),
    backward: (dOutput) => backThrough(passes, dOutput),
    trace: (dOutput, { layer, step }) => {
      const only = (matrix: Matrix) => onlyStep(engine, steps, matrix, step);
      const dLayer = backThrough(passes.slice(layer + 1), only(dOutput));
      return layers[layer].trace(only(dLayer));
    },
  };
}

/** One layer, and the way back through the dropout of its input; the lowest layer has none. */
interface LayerPass {
  readonly layer: BidirectionalForward;
  readonly backToBelow?: DroppedInput['backward'];
}

/**
 * From the output of the last of these layers to the output below the first, or to the input of the
 * stack.
 */
function backThrough(passes: readonly LayerPass[], dOutput: Matrix): Matrix {
  return passes.reduceRight((d, { layer, backToBelow }) => {
    const dX = layer.backward(d);
    return backToBelow ? backToBelow(dX) : dX;
  }, dOutput);
}

/** A copy of the rows of one step, all others zero. */
function onlyStep(engine: Engine, steps: Steps, matrix: Matrix, step: number): Matrix {
  const { rows, columns, stride } = matrix;
  const out = zeroMatrix(engine, rows, columns);
  const first = steps.rowStarts[step];
  const from = rowAddress(matrix, first);
  const to = rowAddress(out, first);
  engine.kernels.copyRows(steps.liveRows[step], columns, from, stride, to, out.stride);
  return out;
}

/**
 * Prepares the output (R, directions · H) alone, with the weights as they are now. Its input is
 * projected to the gates of the lowest layer already, by direction.
 */
export function prepareStack(
  engine: Engine,
  [lowest, ...others]: StackParameters,
): (steps: Steps, projected: readonly ProjectedRows[]) => Matrix {
  const runLowest = prepareBidirectional(engine, lowest);
  const layers = others.map((layer) => ({
    projections: layer.map((parameters) =>
      prepareProjection(engine, parameters, prepareStateProduct),
    ),
    run: prepareBidirectional(engine, layer),
  }));
  return (steps, projected) =>
    layers.reduce(
      (x, { projections, run }) =>
        run(
          steps,
          projections.map(
            (project): ProjectedRows =>
              (first, count) =>
                project(rowsOf(x, first, count)),
          ),
        ),
      runLowest(steps, projected),
    );
}
