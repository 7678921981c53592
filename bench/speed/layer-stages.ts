// The layers of the reference network, one by one, forward and, in training, backward.
import { lstm } from '../../src/layers/cells/lstm.js';
import { charactersForward } from '../../src/layers/characters.js';
import { createCrf } from '../../src/layers/crf.js';
import { dropoutForward } from '../../src/layers/dropout.js';
import { embeddingForward } from '../../src/layers/embedding.js';
import { encoderForward } from '../../src/layers/encoder.js';
import { linearForward } from '../../src/layers/linear.js';
import { inputWidth, spellingWidth } from '../../src/model/config.js';
import { rowsOf, storeRows } from '../../src/model/encode-batch.js';
import { characterParameters } from '../../src/model/word-input.js';
import { columnsOf } from '../../src/tensors/matrix.js';
import { createRandom } from '../../src/tensors/random.js';
import { referenceNetwork } from './reference.js';
import {
  type Bench,
  createFeed,
  forEachBatch,
  outputParametersOf,
  recurrentParametersOf,
  type Stage,
} from './stage.js';

export type Pass = 'training' | 'tagging';

const { wordDimension, characters, hidden } = referenceNetwork;
const INPUTS = inputWidth(referenceNetwork);
const STATES = referenceNetwork.directions * hidden;
const GATES = lstm.gateCount * hidden;
const DROPOUT = 0.5;

/** Vectors of words and of their spelling. */
export function inputStages(bench: Bench, pass: Pass): Stage[] {
  const { engine, network } = bench.tagger;
  const parameters = characterParameters(network.parameters, characters);
  const output = createFeed(bench, INPUTS, 1);
  const dOutput = createFeed(bench, INPUTS, 0.01);
  return [
    {
      name: 'word vectors',
      run: () =>
        forEachBatch(bench, (batch) => {
          const out = columnsOf(output(batch), 0, wordDimension);
          const forward = embeddingForward(engine, network.table, batch.wordIds, out);
          if (pass === 'training') forward.backward(columnsOf(dOutput(batch), 0, wordDimension));
        }),
    },
    {
      name: 'characters',
      run: () =>
        forEachBatch(bench, (batch) => {
          const part = [wordDimension, spellingWidth(characters)] as const;
          const out = columnsOf(output(batch), ...part);
          if (!parameters) return;
          const forward = charactersForward(engine, parameters, batch.spellings, out);
          if (pass === 'training') forward.backward(columnsOf(dOutput(batch), ...part));
        }),
    },
  ];
}

/** Of what the recurrent layer reads, and of what it puts out. */
export function dropoutStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const random = createRandom(1);
  const feeds = [INPUTS, STATES].map((width) => createFeed(bench, width, 1));
  const gradients = [INPUTS, STATES].map((width) => createFeed(bench, width, 1));
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
export function projectionStage(bench: Bench, pass: Pass): Stage {
  const { engine } = bench.tagger;
  const x = createFeed(bench, INPUTS, 1);
  const gates = createFeed(bench, GATES, 1);
  const dGates = createFeed(bench, GATES, 0.01);
  const parameters = recurrentParametersOf(bench.tagger);
  return {
    name: 'input projections',
    run: () =>
      forEachBatch(bench, (batch) => {
        for (const { weightIh: weight, bias } of parameters) {
          const forward = linearForward(engine, { weight, bias }, x(batch), gates(batch));
          if (pass === 'training') forward.backward(dGates(batch));
        }
      }),
  };
}

/** Both directions of the recurrent layer, input projections included. */
export function encoderStage(bench: Bench, pass: Pass): Stage {
  const { engine } = bench.tagger;
  const x = createFeed(bench, INPUTS, 1);
  const dOutput = createFeed(bench, STATES, 0.01);
  const layers = [recurrentParametersOf(bench.tagger)];
  return {
    name: 'recurrence',
    run: () =>
      forEachBatch(bench, (batch) => {
        const input = { steps: batch.steps, x: x(batch), H: hidden };
        const forward = encoderForward(engine, lstm, layers, input);
        if (pass === 'training') forward.backward(dOutput(batch), true);
      }),
  };
}

/** From states to emissions. */
export function outputStage(bench: Bench, pass: Pass): Stage {
  const { engine, labels } = bench.tagger;
  const parameters = outputParametersOf(bench.tagger);
  const L = labels.tags.length;
  const states = createFeed(bench, STATES, 1);
  const emissions = createFeed(bench, L, 1);
  const dEmissions = createFeed(bench, L, 0.01);
  return {
    name: 'output layer',
    run: () =>
      forEachBatch(bench, (batch) => {
        const forward = linearForward(engine, parameters, states(batch), emissions(batch));
        if (pass === 'training') forward.backward(dEmissions(batch));
      }),
  };
}

export function crfStage(bench: Bench, pass: Pass): Stage {
  const { engine, labels, network } = bench.tagger;
  const find = (part: string) => network.parameters.find(`crf.${part}`);
  const parameters = { transitions: find('transitions'), start: find('start'), end: find('end') };
  const crf = createCrf(engine, parameters, labels.tags.length, labels.isLegal);
  const decode = crf.start();
  const emissions = createFeed(bench, crf.emissionWidth, 1);
  const gold = new Map(bench.batches.map((batch, index) => [batch, goldOf(bench, index)]));
  return {
    name: pass === 'training' ? 'CRF, loss' : 'CRF, Viterbi',
    run: () =>
      forEachBatch(bench, (batch) => {
        if (pass === 'tagging') decode(batch.steps, emissions(batch));
        else crf.loss(batch.steps, emissions(batch), gold.get(batch) ?? 0, 1 / batch.steps.B);
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
