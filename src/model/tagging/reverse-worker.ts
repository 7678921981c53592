// The reverse direction of the recurrent layers on a worker, while this thread does the forward
// direction. No sum is divided between the two threads, so the weights are the same to the bit.
//
// Both sides are here: what this thread asks of the worker, and how the worker does it. The tasks
// have these arguments, sizes and addresses (0 if there is none):
//
//   forward    layer, B, lengths, weightHh | x: address, rows, columns, stride | columns, rows of
//              tokens | output: address, stride | learning: rows, columns, end | full rows: ids,
//              count, end (0 if all are full)
//   backward   layer | dOutput: address, stride | dX: address, stride
import type { StartReverse } from '../../layers/bidirectional.js';
import { type DirectionForward, directionForward } from '../../layers/direction.js';
import { layOutSteps, type Steps } from '../../layers/layer.js';
import type { WorkerThread } from '../../parallel/worker.js';
import type { Task } from '../../parallel/worker-loop.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Network } from '../network/network.js';

/** Numbers of the worker's tasks. */
export interface ReverseTaskNumbers {
  readonly forward: number;
  readonly backward: number;
}

/** Starts the reverse direction of a layer on the worker. */
export function startReverseOn(
  worker: Pick<WorkerThread, 'post' | 'wait'>,
  task: ReverseTaskNumbers,
) {
  return (layer: number): StartReverse =>
    ({ weightHh }, steps, { x, columns, rowOfToken, learning, fullRows }, output) => {
      const batch = [layer, steps.B, steps.lengthsAddress, weightHh.value];
      const input = [x.address, x.rows, x.columns, x.stride, columns?.ids ?? 0, rowOfToken ?? 0];
      const out = [output.address, output.stride];
      const {
        rows,
        columns: first,
        end,
      } = learning ?? { rows: x.rows, columns: 0, end: x.columns };
      const wanted = [rows, first, end];
      const full = fullRows ? [fullRows.ids, fullRows.count, fullRows.end] : [0, 0, 0];
      worker.post(task.forward, [...batch, ...input, ...out, ...wanted, ...full]);
      return {
        wait: worker.wait,
        backward: (dOutput, dX) => {
          const addresses = [dOutput.address, dOutput.stride, dX.address, dX.stride];
          worker.post(task.backward, [layer, ...addresses]);
          return worker;
        },
      };
    };
}

/** A layer's forward pass, kept for its backward pass. */
interface Pass {
  readonly steps: Steps;
  readonly x: Matrix;
  readonly run: DirectionForward;
}

/** The worker's tasks: layers forward from the lowest, then backward from the highest. */
export function createReverseTasks(
  engine: Engine,
  { config, stack: layers }: Network,
): { readonly forward: Task; readonly backward: Task } {
  const { memory, kernels } = engine;
  const H = config.hidden;
  const passes: Pass[] = [];
  const bottom = memory.mark();
  return {
    forward: ([layer, B, lengths, weightHh, ...input]) => {
      const [address, rows, K, stride, ids, rowOfToken, out, outStride, ...parts] = input;
      const [learningRows, learningColumns, learningEnd, fullIds, fullCount, fullEnd] = parts;
      if (layer === 0) memory.release(bottom);
      const steps = layOutSteps(engine, Array.from(memory.integers(lengths, B)));
      const x = { address, rows, columns: K, stride };
      const output = { address: out, rows: steps.R, columns: H, stride: outStride };
      const own = layers[layer][1];
      const parameters = { ...own, weightHh: { ...own.weightHh, value: weightHh } };
      const direction = {
        steps,
        x,
        columns: ids === 0 ? undefined : { count: K, ids },
        learning: { rows: learningRows, columns: learningColumns, end: learningEnd },
        fullRows: fullEnd > 0 ? { ids: fullIds, count: fullCount, end: fullEnd } : undefined,
        rowOfToken: rowOfToken || undefined,
        isReverse: true,
      };
      const run = directionForward(engine, parameters, direction, output);
      passes[layer] = { steps, x, run };
    },
    backward: ([layer, address, stride, out, outStride]) => {
      const { steps, x, run } = passes[layer];
      const dOutput = { address, rows: steps.R, columns: H, stride };
      const dX = { ...x, address: out, stride: outStride };
      kernels.fill(dX.rows * dX.stride, 0, dX.address);
      run.backward(dOutput, dX);
    },
  };
}

/** An upper estimate of the bytes that a batch of so many tokens takes in the worker's memory. */
export function reverseBytes({ config, stack }: Network, tokenCount: number): number {
  const { hidden: H, layers } = config;
  return stack.reduce((sum, [{ weightIh }]) => {
    const [gates, inputs] = weightIh.shape;
    const perToken = 6 * gates + 8 * H + 3 * inputs;
    return sum + 4 * (tokenCount * perToken + 6 * gates * (inputs + H));
  }, layers << 16);
}
