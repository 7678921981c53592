// The layers of the reference network as training runs them, one by one, forward and backward.
import { lstm } from '../../src/layers/cells/lstm.js';
import { charactersForward } from '../../src/layers/characters.js';
import { columnDropoutForward } from '../../src/layers/dropout.js';
import { embeddingForward } from '../../src/layers/embedding.js';
import { linearForward } from '../../src/layers/linear.js';
import { encoderForward } from '../../src/layers/stack.js';
import { inputWidth, spellingWidth } from '../../src/model/network/config.js';
import { characterParameters } from '../../src/model/network/word-input.js';
import { type Batch, rowsOf, storeRows } from '../../src/model/vocabulary/encode-batch.js';
import type { Columns } from '../../src/tensors/columns.js';
import { columnsOf, type Matrix } from '../../src/tensors/matrix.js';
import { createRandom } from '../../src/tensors/random.js';
import { REFERENCE_DROPOUT, referenceNetwork } from './reference-network.js';
import {
  type Bench,
  createCrfOf,
  createFeed,
  forEachBatch,
  outputParametersOf,
  recurrentParametersOf,
  type Stage,
} from './stage.js';

const { wordDimension, characters, hidden } = referenceNetwork;
const INPUTS = inputWidth(referenceNetwork);
const STATES = referenceNetwork.directions * hidden;
const GATES = lstm.gateCount * hidden;
const KEPT = 1 - REFERENCE_DROPOUT;

/** Vectors of words and of their spelling. */
export function inputStages(bench: Bench): Stage[] {
  const { engine, network } = bench.tagger;
  const parameters = characterParameters(network.parameters, characters);
  const output = wordFeedOf(bench, INPUTS, 1);
  const dOutput = wordFeedOf(bench, INPUTS, 0.01);
  return [
    {
      name: 'word vectors',
      run: () =>
        forEachBatch(bench, (batch) => {
          const out = columnsOf(output(batch), 0, wordDimension);
          const forward = embeddingForward(engine, network.table, batch.words.wordIds, out);
          forward.backward(columnsOf(dOutput(batch), 0, wordDimension));
        }),
    },
    {
      name: 'characters',
      run: () =>
        forEachBatch(bench, (batch) => {
          const part = [wordDimension, spellingWidth(characters)] as const;
          const out = columnsOf(output(batch), ...part);
          if (!parameters) return;
          const forward = charactersForward(engine, parameters, batch.words.spellings, out);
          forward.backward(columnsOf(dOutput(batch), ...part));
        }),
    },
  ];
}

/** Of what the recurrent layer reads of each distinct word, and of what it puts out. */
export function dropoutStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const random = createRandom(1);
  const drop = (x: Matrix, dX: Matrix) =>
    columnDropoutForward(engine, x, REFERENCE_DROPOUT, random).backward({ ...dX, rows: x.rows });
  const words = wordFeedOf(bench, INPUTS, 1);
  const states = feedOf(bench, STATES, 1);
  const [dWords, dStates] = [INPUTS, STATES].map((width) => feedOf(bench, width * KEPT, 1));
  return {
    name: 'dropout',
    run: () =>
      forEachBatch(bench, (batch) => {
        drop(words(batch), dWords(batch));
        drop(states(batch), dStates(batch));
      }),
  };
}

/** What the input says to the gates, in both directions: W_ih x + b, of each distinct word. */
export function projectionStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const columns = keptOf(bench, INPUTS);
  const x = wordFeedOf(bench, columns.count, 1);
  const gates = wordFeedOf(bench, GATES, 1);
  const dGates = wordFeedOf(bench, GATES, 0.01);
  const parameters = recurrentParametersOf(bench.tagger);
  return {
    name: 'input projections',
    run: () =>
      forEachBatch(bench, (batch) => {
        for (const { weightIh: weight, bias } of parameters) {
          const input = { x: x(batch), columns };
          linearForward(engine, { weight, bias }, input, gates(batch)).backward(dGates(batch));
        }
      }),
  };
}

/** Both directions of the recurrent layer, input projections included. */
export function encoderStage(bench: Bench): Stage {
  const { engine } = bench.tagger;
  const columns = keptOf(bench, INPUTS);
  const x = wordFeedOf(bench, columns.count, 1);
  const dOutput = feedOf(bench, STATES, 0.01);
  const layers = [recurrentParametersOf(bench.tagger)];
  return {
    name: 'recurrence',
    includes: ['input projections'],
    run: () =>
      forEachBatch(bench, (batch) => {
        const { steps, wordOfToken: rowOfToken } = batch;
        const input = { steps, x: x(batch), columns, rowOfToken, H: hidden };
        encoderForward(engine, lstm, layers, input).backward(dOutput(batch), true);
      }),
  };
}

/** From states to emissions. */
export function outputStage(bench: Bench): Stage {
  const { engine, labels } = bench.tagger;
  const parameters = outputParametersOf(bench.tagger);
  const L = labels.tags.length;
  const columns = keptOf(bench, STATES);
  const states = feedOf(bench, columns.count, 1);
  const emissions = feedOf(bench, L, 1);
  const dEmissions = feedOf(bench, L, 0.01);
  return {
    name: 'output layer',
    run: () =>
      forEachBatch(bench, (batch) => {
        const input = { x: states(batch), columns };
        linearForward(engine, parameters, input, emissions(batch)).backward(dEmissions(batch));
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
        const labels = gold.get(batch) ?? 0;
        crf.loss(batch.steps, emissions(batch), { labels, weight: 1 / batch.steps.B });
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

/** Half of the columns, as dropout leaves them. */
function keptOf({ tagger }: Bench, width: number): Columns {
  const { memory } = tagger.engine;
  const count = width * KEPT;
  const ids = memory.allocate(count * 4);
  memory.integers(ids, count).set(Array.from({ length: count }, (_, k) => 2 * k));
  return { count, ids };
}

/** A row for each distinct word of the batch. */
function wordFeedOf(bench: Bench, width: number, limit: number): (batch: Batch) => Matrix {
  const feed = feedOf(bench, width, limit);
  return (batch) => ({ ...feed(batch), rows: batch.words.wordIds.length });
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
