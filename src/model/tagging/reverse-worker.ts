// The reverse direction of the recurrent layers in another thread, while this one does the forward direction: no sum is
// divided between the two, so that the weights come out the same to the bit.
//
// Both sides of it: what is asked for, and how it is done there.

import type { StartReverse } from '../../layers/bidirectional.js';
import { type DirectionForward, directionForward } from '../../layers/direction.js';
import { layOutSteps, type Steps } from '../../layers/layer.js';
import type { Helper } from '../../parallel/worker.js';
import type { Task } from '../../parallel/worker-loop.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { Network } from '../network/network.js';

/** Places in the list of tasks. */
export interface ReverseTaskNumbers {
  readonly forward: number;
  readonly backward: number;
}

/** Asks the helper for the reverse direction of a layer. */
export function reverseBy(helper: Helper, task: ReverseTaskNumbers) {
  return (layer: number): StartReverse =>
    ({ weightHh }, steps, { x, columns, rowOfToken, learning }, output) => {
      const { B, lengthsAddress } = steps;
      const input = [x.address, x.rows, x.columns, x.stride, columns?.ids ?? 0, rowOfToken ?? 0];
      const out = [output.address, output.stride];
      const batch = [layer, B, lengthsAddress, weightHh.value];
      const wanted = [learning?.rows ?? x.rows, learning?.columns ?? 0];
      helper.post(task.forward, [...batch, ...input, ...out, ...wanted]);
      return {
        wait: helper.wait,
        backward: (dOutput, dX) => {
          const addresses = [dOutput.address, dOutput.stride, dX.address, dX.stride];
          helper.post(task.backward, [layer, ...addresses]);
          return helper;
        },
      };
    };
}

interface Pass {
  readonly steps: Steps;
  readonly x: Matrix;
  readonly run: DirectionForward;
}

/** Does what reverseBy asks for: layers forward from the lowest, then backward from the highest. */
export function createReverseTasks(
  engine: Engine,
  { config, stack: layers }: Network,
): { readonly forward: Task; readonly backward: Task } {
  const { memory, kernels } = engine;
  const H = config.hidden;
  const passes: Pass[] = [];
  const bottom = memory.mark();
  return {
    forward: ([layer, B, lengths, weightHh, ...words]) => {
      const [address, rows, K, stride, ids, rowOfToken, out, outStride] = words;
      const [learningRows, learningColumns] = words.slice(8);
      if (layer === 0) memory.release(bottom);
      const steps = layOutSteps(engine, Array.from(memory.integers(lengths, B)));
      const x = { address, rows, columns: K, stride };
      const output = { address: out, rows: steps.R, columns: H, stride: outStride };
      const own = layers[layer][1];
      const parameters = { ...own, weightHh: { ...own.weightHh, value: weightHh } };
      const columns = ids === 0 ? undefined : { count: K, ids };
      const learning = { rows: learningRows, columns: learningColumns };
      const token = { rowOfToken: rowOfToken || undefined };
      const input = { steps, x, columns, learning, ...token, isReverse: true };
      passes[layer] = {
        steps,
        x,
        run: directionForward(engine, parameters, input, output),
      };
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

/** Bytes that a batch of so many tokens takes there, about; more where in doubt. */
export function reverseBytes({ config, stack }: Network, tokenCount: number): number {
  const { hidden: H, layers } = config;
  return stack.reduce((sum, [{ weightIh }]) => {
    const [gates, inputs] = weightIh.shape;
    const perToken = 4 * gates + 8 * H + 2 * inputs;
    return sum + 4 * (tokenCount * perToken + 6 * gates * (inputs + H));
  }, layers << 16);
}
