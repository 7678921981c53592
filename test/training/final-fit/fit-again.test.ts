import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { f1 } from '../../../src/evaluation/score.js';
import { evenDropout } from '../../../src/model/network/dropouts.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { type FitPlan, fitAgain } from '../../../src/training/final-fit/fit-again.js';
import type { WeightsName } from '../../../src/training/model-selection.js';
import type { TrainingOptions } from '../../../src/training/optimization/options.js';
import {
  viewNumbers,
  type WeightNumbers,
  weightBlock,
} from '../../../src/training/optimization/weight-numbers.js';
import { createTraining } from '../../../src/training/train.js';
import { toySentences, toyTraining } from '../toy-corpus.js';

const copyOf = ({ dense, rows }: WeightNumbers): WeightNumbers => ({
  dense: dense.slice(),
  rows: rows.slice(),
});
const weightsOf = ({ engine, network }: Tagger) =>
  copyOf(viewNumbers(engine, network, weightBlock(network)));

const noise = { dropout: evenDropout(0.3), wordDropout: 0.5 };

/** The weights after each epoch of a plain training, and its scores. */
function plainTraining(options: TrainingOptions) {
  const { tagger, random, coverage } = toyTraining({ options });
  const isInterrupted = () => false;
  const rowsWithVector = coverage.vectorRows;
  const parts = { rowsWithVector, random, isInterrupted, scheme: 'IOBES' } as const;
  const dev = toySentences.slice(0, 3);
  const training = createTraining(tagger, { sentences: toySentences, dev, ...parts }, options);
  const history: number[] = [];
  const epochs: Record<WeightsName, WeightNumbers>[] = [];
  for (const event of training.events) {
    if (event.kind !== 'epoch') continue;
    history.push(f1(event.dev.overall));
    const raw = weightsOf(tagger);
    const { averaging } = training.state().runner;
    // The mean of a single epoch is that epoch.
    const isMean = averaging && averaging.count > 1;
    epochs.push({ raw, averaged: isMean ? copyOf(averaging.means) : raw });
  }
  return { history, epochs };
}

function refit(plan: FitPlan, options: TrainingOptions, isInterrupted = () => false) {
  const { tagger, random, coverage } = toyTraining({ options });
  const input = { sentences: toySentences, rowsWithVector: coverage.vectorRows, random };
  const events = [];
  const fit = fitAgain(tagger, { ...input, isInterrupted }, plan, options);
  for (;;) {
    const { done, value } = fit.next();
    if (done) return { tagger, events, end: value };
    events.push(value);
  }
}

const optionsOf = (more: Partial<TrainingOptions>): TrainingOptions => ({
  ...toyTraining().options,
  ...noise,
  ...more,
});

test('the weights are those of a plain training on the same sentences, after the chosen epoch', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('cosine', 'one-cycle', 'inverse-time', 'plateau', 'constant' as const),
      fc.constantFrom('none', 'ema', 'swa' as const),
      fc.constantFrom('raw', 'averaged' as const),
      fc.constantFrom('adam', 'sgd' as const),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(99),
      (schedule, averaging, weights, optimizer, chosen, seed) => {
        fc.pre(weights === 'raw' || averaging !== 'none');
        const options = optionsOf({ schedule, averaging, optimizer, seed, epochs: 4, warmUp: 0.5 });
        const { history, epochs } = plainTraining(options);
        const plan = { seed, epochs: chosen, weights, history };
        const { tagger, events, end } = refit(plan, options);
        expect(end).toEqual({ reason: 'epochs' });
        expect(weightsOf(tagger)).toEqual(epochs[chosen - 1][weights]);
        expect(events.filter(({ kind }) => kind === 'fitted-epoch')).toHaveLength(chosen);
      },
    ),
    { numRuns: 15 },
  );
});

test('the schedule plateau reads the scores of the first fit', () => {
  const options = optionsOf({ schedule: 'plateau', plateauPatience: 1, epochs: 3 });
  const plan = { seed: 1, epochs: 3, weights: 'raw', history: [50, 40, 30] } as const;
  const { events } = refit(plan, options);
  const rates = events.flatMap((event) =>
    event.kind === 'fitted-epoch' ? [event.learningRate] : [],
  );
  const { learningRate } = options;
  expect(rates).toEqual([learningRate, learningRate, learningRate / 2]);
});

const plan = { seed: 1, epochs: 3, weights: 'raw', history: [] } as const;

test('an interruption ends the fit', () => {
  let batchCount = 0;
  const { events, end } = refit(plan, optionsOf({}), () => batchCount++ >= 7);
  expect(end).toEqual({ reason: 'interrupted' });
  expect(events).toHaveLength(8);
});

const explosive = { learningRate: 1e30, optimizer: 'sgd', clipNorm: 0 } as const;

test('divergence ends the fit with its reason', () => {
  const { end } = refit(plan, optionsOf(explosive));
  expect(end).toMatchObject({
    reason: 'diverged',
    divergence: { rollbackCount: 0, learningRate: 1e30, anomaly: { epoch: 1 } },
  });
});

test('a rollback goes back to the epoch before', () => {
  const options = optionsOf({ ...explosive, batchSize: toySentences.length });
  const { events, end } = refit(plan, { ...options, onExplosion: 'rollback' });
  const rollbacks = events.flatMap((event) => (event.kind === 'rollback' ? [event] : []));
  expect(rollbacks.map(({ keptEpoch }) => keptEpoch)).toEqual([1, 1, 1, 1, 1]);
  expect(end).toMatchObject({ reason: 'diverged', divergence: { rollbackCount: 5 } });
});
