// The layers of the reference network as training runs them, one by one, forward and backward.
import { lstm } from '../../src/layers/cells/lstm.js';
import { charactersForward } from '../../src/layers/characters.js';
import { dropoutForward } from '../../src/layers/dropout.js';
import { embeddingForward } from '../../src/layers/embedding.js';
import { encoderForward } from '../../src/layers/encoder.js';
import { linearForward } from '../../src/layers/linear.js';
import { type Batch, rowsOf, storeRows } from '../../src/model/encode-batch.js';
import { columnsOf, type Matrix } from '../../src/tensors/matrix.js';
import { createRandom } from '../../src/tensors/random.js';
import { referenceNetwork } from './reference.js';
import {
  type Bench,
  characterParametersOf,
  createCrfOf,
  createFeed,
  forEachBatch,
  outputParametersOf,
  recurrentParametersOf,
  type Stage,
} from './stage.js';

const { wordDimension, characters, hidden } = referenceNetwork;
const INPUTS = wordDimension + characters.filters;
const STATES = referenceNetwork.directions * hidden;
const GATES = lstm.gateCount * hidden;
const DROPOUT = 0.5;

/** Vectors of words and of their spelling. */
export function inputStages(bench: Bench): Stage[] {
  const { engine, network } = bench.tagger;
  const parameters = characterParametersOf(bench.tagger);
  const output = feedOf(bench, INPUTS, 1);
  const dOutput = feedOf(bench, INPUTS, 0.01);
  return [
    {
      name: 'word vectors',
      run: () =>
        forEachBatch(bench, (batch) => {
          const out = columnsOf(output(batch), 0, wordDimension);
          const forward = embeddingForward(engine, network.table, batch.wordIds, out);
          forward.backward(columnsOf(dOutput(batch), 0, wordDimension));
        }),
    },
    {
      name: 'characters',
      run: () =>
        forEachBatch(bench, (batch) => {
          const part = [wordDimension, characters.filters] as const;
          const out = columnsOf(output(batch), ...part);
          const forward = charactersForward(engine, parameters, batch.spellings, out);
          forward.backward(columnsOf(dOutput(batch), ...part));
        }),
    },
  ];
}

/** Of what the recurrent layer reads, and of what it puts out. */
export function dropoutStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const random = createRandom(1);
  const feeds = [INPUTS, STATES].map((width) => feedOf(bench, width, 1));
  const gradients = [INPUTS, STATES].map((width) => feedOf(bench, width, 1));
  return {
    name: 'dropout',
    run: () =>
      forEachBatch(bench, (batch) => {
        feeds.forEach((feed, index) => {
          const dropped = dropoutForward(engine, feed(batch), DROPOUT, random);
          dropped.backward(gradients[index](batch));
        });
      }),
  };
}

/** What the input says to the gates, in both directions: W_ih x + b. */
export function projectionStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const x = feedOf(bench, INPUTS, 1);
  const gates = feedOf(bench, GATES, 1);
  const dGates = feedOf(bench, GATES, 0.01);
  const parameters = recurrentParametersOf(bench.tagger);
  return {
    name: 'input projections',
    run: () =>
      forEachBatch(bench, (batch) => {
        for (const { weightIh: weight, bias } of parameters) {
          const forward = linearForward(engine, { weight, bias }, x(batch), gates(batch));
          forward.backward(dGates(batch));
        }
      }),
  };
}

/** Both directions of the recurrent layer, input projections included. */
export function encoderStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const x = feedOf(bench, INPUTS, 1);
  const dOutput = feedOf(bench, STATES, 0.01);
  const layers = [recurrentParametersOf(bench.tagger)];
  return {
    name: 'recurrence',
    includes: ['input projections'],
    run: () =>
      forEachBatch(bench, (batch) => {
        const input = { steps: batch.steps, x: x(batch), H: hidden };
        const forward = encoderForward(engine, lstm, layers, input);
        forward.backward(dOutput(batch), true);
      }),
  };
}

/** From states to emissions. */
export function outputStage(bench: Bench): Stage {
  const { engine, labels } = bench.tagger;
  const parameters = outputParametersOf(bench.tagger);
  const L = labels.tags.length;
  const states = feedOf(bench, STATES, 1);
  const emissions = feedOf(bench, L, 1);
  const dEmissions = feedOf(bench, L, 0.01);
  return {
    name: 'output layer',
    run: () =>
      forEachBatch(bench, (batch) => {
        const forward = linearForward(engine, parameters, states(batch), emissions(batch));
        forward.backward(dEmissions(batch));
      }),
  };
}

export function crfStage(bench: Bench): Stage {
  const crf = createCrfOf(bench.tagger);
  const emissions = feedOf(bench, crf.emissionWidth, 1);
  const gold = new Map(bench.batches.map((batch, index) => [batch, goldOf(bench, index)]));
  return {
    name: 'CRF, loss',
    run: () =>
      forEachBatch(bench, (batch) => {
        crf.loss(batch.steps, emissions(batch), gold.get(batch) ?? 0, 1 / batch.steps.B);
      }),
  };
}

/** Address of the label ids of a batch's tokens. */
export function goldOf({ tagger, groups, batches }: Bench, index: number): number {
  const { steps, order } = batches[index];
  const labels = groups[index].map(({ spans, tokens }) =>
    tagger.labels.encode(spans, tokens.length),
  );
  return storeRows(tagger.engine, rowsOf(steps, order, labels));
}

function feedOf(
  { tagger, batches }: Bench,
  width: number,
  limit: number,
): (batch: Batch) => Matrix {
  const all = batches.map(({ steps }) => steps);
  const feed = createFeed(tagger.engine, all, width, limit);
  return ({ steps }) => feed(steps);
}
