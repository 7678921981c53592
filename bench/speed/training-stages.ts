// A step of training, in its stages and as a whole.
import type { RowGradients } from '../../src/layers/embedding.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import {
  type Batch,
  encodeBatch,
  rowsOf,
  storeRows,
} from '../../src/model/vocabulary/encode-batch.js';
import { createRandom } from '../../src/tensors/random.js';
import { clipFactor, gradientNorm } from '../../src/training/optimization/gradients.js';
import { createOptimizer } from '../../src/training/optimization/optimizer.js';
import {
  crfStage,
  dropoutStage,
  encoderStage,
  goldOf,
  inputStages,
  outputStage,
  projectionStage,
} from './layer-stages.js';
import { REFERENCE_DROPOUT } from './reference-network.js';
import { type Bench, forEachBatch, type Stage, type StagedPass } from './stage.js';

const CLIP_NORM = 5;
// The weights stay what they are, however often they are measured.
const LEARNING_RATE = 0;

export function trainingStages(bench: Bench): StagedPass {
  return {
    stages: [
      layingOut(bench),
      ...inputStages(bench),
      dropoutStage(bench),
      projectionStage(bench),
      encoderStage(bench),
      outputStage(bench),
      crfStage(bench),
      optimizerStage(bench),
    ],
    whole: wholeStep(bench),
  };
}

function layingOut(bench: Bench): Stage {
  const { groups, encoded, tagger } = bench;
  const { engine, labels } = tagger;
  const gold = groups.map((group) =>
    group.map(({ spans, tokens }) => labels.encode(spans, tokens.length)),
  );
  return {
    name: 'batches laid out',
    run: () =>
      encoded.forEach((words, index) => {
        const mark = engine.memory.mark();
        const { steps, order } = encodeBatch(engine, words);
        storeRows(engine, rowsOf(steps, order, gold[index]));
        engine.memory.release(mark);
      }),
  };
}

/** The optimizer's step, with what is done to the gradients before it. */
function createStep({ tagger }: Bench): (rows: RowGradients) => void {
  const { engine, network } = tagger;
  const isFrozen = () => false;
  const options = { optimizer: 'adam', momentum: 0, weightDecay: 0 } as const;
  const optimizer = createOptimizer(engine, network, options, isFrozen);
  return (rows) => {
    const norm = gradientNorm(engine, network, rows, isFrozen);
    optimizer.step(rows, clipFactor(norm, CLIP_NORM), LEARNING_RATE);
  };
}

function optimizerStage(bench: Bench): Stage {
  const { engine, network } = bench.tagger;
  const { parameters, table } = network;
  const step = createStep(bench);
  const rowsOfBatch = new Map<Batch, RowGradients>();
  for (const batch of bench.batches) {
    const ids = [...new Set(batch.words.wordIds)].sort((a, b) => a - b);
    const gradient = engine.memory.allocate(ids.length * table.width * 4);
    engine.memory.floats(gradient, ids.length * table.width).fill(0.01);
    rowsOfBatch.set(batch, { ids, gradient });
  }
  return {
    name: 'gradient norm, optimizer',
    run: () =>
      forEachBatch(bench, (batch) => {
        // In place of the zeros that a step begins with, since no layer adds to them here.
        engine.kernels.fill(parameters.count, 0.01, parameters.gradients);
        step(rowsOfBatch.get(batch) ?? { ids: [], gradient: 0 });
      }),
  };
}

function wholeStep(bench: Bench): Stage {
  const { engine, network } = bench.tagger;
  const { parameters } = network;
  const random = createRandom(1);
  const step = createStep(bench);
  const layOut = layingOut(bench);
  const gold = new Map(bench.batches.map((batch, index) => [batch, goldOf(bench, index)]));
  return {
    name: 'whole step',
    run: () => {
      layOut.run();
      forEachBatch(bench, (batch) => {
        engine.kernels.fill(parameters.count, 0, parameters.gradients);
        const pass = network.train(batch, gold.get(batch) ?? 0, {
          dropout: evenDropout(REFERENCE_DROPOUT),
          random,
        });
        step(pass.backward());
      });
    },
  };
}
