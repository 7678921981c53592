// One recurrent layer, in one direction or both, their outputs joined.
import {
  allocateMatrix,
  columnsOf,
  type Engine,
  type Matrix,
  zeroMatrix,
} from '../tensors/matrix.js';
import type { Cell } from './cells/cell.js';
import { type DirectionParameters, directionForward } from './direction.js';
import type { Steps, WordsInput } from './layer.js';
import { recurrentForward, type States } from './recurrence.js';

/** Forward first; reverse only with it. */
export const directions = ['forward', 'reverse'] as const;

/** Of each direction of a layer, in the order above. */
export type LayerParameters = readonly DirectionParameters[];
export type LayerStates = readonly States[];

/** What another thread has begun. */
export interface Pending {
  /** Returns when it is done. */
  wait(): void;
}

/** One direction of a layer that another thread does, as directionForward would. */
export interface DirectionElsewhere extends Pending {
  /** Begins the way back; dX, if wanted, is put and not added to. */
  backward(dOutput: Matrix, dX?: Matrix): Pending;
}

/** Begins the reverse direction of a layer, whose hidden states are written to `output`. */
export type StartReverse = (
  parameters: DirectionParameters,
  steps: Steps,
  input: WordsInput,
  output: Matrix,
) => DirectionElsewhere;

export interface RecurrentLayerInput extends WordsInput {
  readonly steps: Steps;
  readonly H: number;
  /** Zero if absent. */
  readonly initial?: LayerStates;
  /** For a layer of both directions without initial states, of which neither gates nor traces are asked for. */
  readonly startReverse?: StartReverse;
}

export interface LayerGradients {
  readonly dX?: Matrix;
  readonly dInitial?: LayerStates;
}

export interface RecurrentLayerForward {
  /** (R, directions · H) */
  readonly output: Matrix;
  /** By direction, as in DirectionForward. */
  readonly gates: readonly Matrix[];
  backward(dOutput: Matrix, wantsInputGradient: boolean): LayerGradients;
  /** In place of backward: the gradients (R, H) of the states, by direction. */
  trace(dOutput: Matrix): Matrix[];
}

export function layerForward(
  engine: Engine,
  cell: Cell,
  parameters: LayerParameters,
  input: RecurrentLayerInput,
): RecurrentLayerForward {
  const { steps, H, initial, startReverse, ...words } = input;
  const { x } = words;
  const output = allocateMatrix(engine, steps.R, parameters.length * H);
  const elsewhere = startReverse?.(parameters[1], steps, words, part(output, 1, H));
  const here = elsewhere ? parameters.slice(0, 1) : parameters;
  const runs = here.map((own, index) => {
    const isReverse = directions[index] === 'reverse';
    const run = { ...words, steps, isReverse, initial: initial?.[index] };
    return directionForward(engine, cell, own, run, part(output, index, H));
  });
  elsewhere?.wait();
  return {
    output,
    gates: runs.map(({ gates }) => gates),
    backward: (dOutput, wantsInputGradient) => {
      const dX = wantsInputGradient ? zeroMatrix(engine, x.rows, x.columns) : undefined;
      const dOther = elsewhere && dX && allocateMatrix(engine, x.rows, x.columns);
      const pending = elsewhere?.backward(part(dOutput, 1, H), dOther);
      const dInitial = runs.flatMap(
        (run, index) => run.backward(part(dOutput, index, H), dX) ?? [],
      );
      pending?.wait();
      // The same sum, in the same order, as when this thread does both.
      if (dX && dOther) engine.kernels.axpy(x.rows * x.columns, 1, dOther.address, dX.address);
      return { dX, dInitial: initial && dInitial };
    },
    trace: (dOutput) =>
      runs.map((run, index) => {
        const dStates = allocateMatrix(engine, steps.R, H);
        run.backward(part(dOutput, index, H), undefined, dStates);
        return dStates;
      }),
  };
}

/** The output alone, from what the input says to the gates, (R, gateCount · H) by direction, which is overwritten. */
export function layerOutput(
  engine: Engine,
  cell: Cell,
  parameters: LayerParameters,
  {
    steps,
    gates,
    H,
  }: { readonly steps: Steps; readonly gates: readonly Matrix[]; readonly H: number },
): Matrix {
  const output = allocateMatrix(engine, steps.R, parameters.length * H);
  parameters.forEach((own, index) => {
    const isReverse = directions[index] === 'reverse';
    const run = { steps, gates: gates[index], isReverse };
    recurrentForward(engine, cell, own, run, part(output, index, H));
  });
  return output;
}

const part = (joined: Matrix, index: number, H: number) => columnsOf(joined, index * H, H);
