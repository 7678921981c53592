// One pass of a batch through the network, forward and back:
//
//   words (V) -> (V, E) -> recurrent layers (R, directions · H) -> dense layers -> emissions (R, L)
import type { StartReverse } from '../../layers/bidirectional.js';
import { denseForward } from '../../layers/dense.js';
import type { RowGradients } from '../../layers/embedding.js';
import type { Forward, LayerInput } from '../../layers/layer.js';
import { linearForward } from '../../layers/linear.js';
import { type Place, stackForward } from '../../layers/stack.js';
import { columnsOf, type Engine, type Matrix, zeroMatrix } from '../../tensors/matrix.js';
import type { Batch } from '../vocabulary/encode-batch.js';
import { wordWidth } from './config.js';
import type { Dropouts } from './dropouts.js';
import type { NetworkLayers } from './network-layers.js';
import { wordInputForward } from './word-input.js';

export interface PassOptions {
  readonly dropouts: Dropouts;
  /** Present if another thread computes the reverse direction of each recurrent layer. */
  readonly startReverse?: (layer: number) => StartReverse;
}

export interface NetworkForward {
  /** (R, emissionWidth of the decoder) */
  readonly emissions: Matrix;
  /** Activations of the gates, (R, G) by layer and direction. */
  readonly gates: readonly (readonly Matrix[])[];
  /** Adds to the gradients of the parameters; returns the gradient of the word vectors. */
  backward(dEmissions: Matrix): RowGradients;
  /** In place of backward: as in StackForward. */
  trace(dEmissions: Matrix, place: Place): Matrix[];
}

export function networkForward(
  engine: Engine,
  layers: NetworkLayers,
  batch: Batch,
  options: PassOptions,
): NetworkForward {
  const states = statesForward(engine, layers, batch, options);
  const top = options.dropouts.output(states.output, batch.steps);
  const scores = emissionsForward(engine, layers, top);
  const backToStates = (dEmissions: Matrix) => top.backward(scores.backward(dEmissions));
  return {
    emissions: scores.output,
    gates: states.gates,
    backward: (dEmissions) => states.backward(backToStates(dEmissions)),
    trace: (dEmissions, place) => states.trace(backToStates(dEmissions), place),
  };
}

/** The hidden states of recurrent layers, and the way back through them to the words. */
export interface StatesForward extends Pick<NetworkForward, 'gates'> {
  /** (R, directions · H) */
  readonly output: Matrix;
  /** Adds to the gradients of the parameters; returns the gradient of the word vectors. */
  backward(dOutput: Matrix): RowGradients;
  /** In place of backward: as in StackForward. */
  trace(dOutput: Matrix, place: Place): Matrix[];
}

/** From the words to the output of the last recurrent layer that is given. */
export function statesForward(
  engine: Engine,
  { wordInput, stack }: Pick<NetworkLayers, 'wordInput' | 'stack'>,
  batch: Batch,
  { dropouts, startReverse }: PassOptions,
): StatesForward {
  const { steps, learningCount } = batch;
  const words = wordInputForward(engine, wordInput, batch.words, learningCount);
  const input = dropouts.input(words.output, batch, {
    vector: wordInput.table.width,
    trained: wordWidth(wordInput.config),
    fullRows: words.fullRows,
  });
  const weights = dropouts.recurrent(stack);
  const { x, columns, rowOfToken, learning, fullRows } = input;
  const states = stackForward(engine, weights.stack, {
    steps,
    x,
    columns,
    rowOfToken,
    learning,
    fullRows,
    between: (output) => dropouts.layer(output, steps),
    startReverse,
  });
  return {
    output: states.output,
    gates: states.gates,
    backward: (dOutput) => {
      const dInput = states.backward(dOutput);
      weights.backward();
      return words.backward(input.backward(dInput));
    },
    trace: states.trace,
  };
}

/**
 * From the hidden states of the highest recurrent layer to the emissions, which are as wide as the
 * decoder asks for.
 */
export function emissionsForward(
  engine: Engine,
  { dense, output, labelCount, decoder }: NetworkLayers,
  states: LayerInput,
): Forward {
  const passes: Forward[] = [];
  let input = states;
  for (const parameters of dense) {
    const pass = denseForward(engine, parameters, input);
    passes.push(pass);
    input = { x: pass.output };
  }
  const emissions = zeroMatrix(engine, states.x.rows, decoder.emissionWidth);
  passes.push(linearForward(engine, output, input, emissions));
  return {
    output: emissions,
    backward: (dEmissions) =>
      passes.reduceRight((d, pass) => pass.backward(d), columnsOf(dEmissions, 0, labelCount)),
  };
}
