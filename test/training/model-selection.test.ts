import { expect, test } from '@jest/globals';
import { f1 } from '../../src/evaluation/score.js';
import { scoreTagger } from '../../src/evaluation/score-tagger.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import type { EpochEvent, TrainingEvent } from '../../src/training/train.js';
import { epochsOf, toySentences, toyTrained, toyTraining } from './toy-corpus.js';

// Steps so large that the last weights stagger about a good place, which their mean is nearer to.
const staggering = {
  learningRate: 0.3,
  dropout: evenDropout(0.3),
  averaging: 'ema',
  averagingDecay: 0.9,
};
const run = (options: Partial<TrainingOptions> = {}) =>
  ({ options: { ...staggering, epochs: 15, ...options } as Partial<TrainingOptions> }) as const;

const scores = (epochs: readonly EpochEvent[]) => epochs.map(({ dev }) => f1(dev.overall));

test('an epoch takes the averaged weights if they score better, and only then', () => {
  const averaged = toyTrained(run()).epochs;
  const raw = toyTrained(run({ averaging: 'none' })).epochs;
  expect(averaged.map(({ loss }) => loss)).toEqual(raw.map(({ loss }) => loss));
  expect(new Set(averaged.map(({ weights }) => weights))).toEqual(new Set(['raw', 'averaged']));
  averaged.forEach((epoch, n) => {
    if (epoch.weights === 'raw') expect(epoch.dev).toEqual(raw[n].dev);
    else expect(f1(epoch.dev.overall)).toBeGreaterThan(f1(raw[n].dev.overall));
  });
});

test('the tagger is left with the averaged weights if those were the best', () => {
  const { tagger, epochs, end } = toyTrained(run());
  const all = scores(epochs);
  const best = all.indexOf(Math.max(...all));
  const { weights, dev } = epochs[best];
  expect(weights).toBe('averaged');
  expect(end.best).toEqual({ epoch: best + 1, weights, dev });
  expect(scoreTagger(tagger, toySentences, 'IOBES')).toEqual(dev);
});

test('patience counts from the best epoch, whichever of its weights were the best', () => {
  const { epochs, end } = toyTrained(run({ patience: 3, epochs: 30 }));
  expect(end).toMatchObject({ reason: 'patience', best: { weights: 'averaged' } });
  expect(epochs).toHaveLength(end.best!.epoch + 3);
});

test('a rollback restores averaged weights and starts a new average from them', () => {
  const { tagger, events } = toyTraining(run({ onExplosion: 'rollback' }));
  const { engine, network } = tagger;
  const all: TrainingEvent[] = [];
  let rollbackCount = 0;
  for (const event of events) {
    all.push(event);
    if (event.kind === 'epoch' && event.best.weights === 'averaged' && rollbackCount === 0) {
      engine.memory.floats(network.parameters.find('output.bias').value, 1)[0] = Number.NaN;
    }
    if (event.kind !== 'rollback') continue;
    rollbackCount++;
    const { best } = epochsOf(all).at(-1)!;
    expect(event.keptEpoch).toBe(best.epoch);
    expect(scoreTagger(tagger, toySentences, 'IOBES')).toEqual(best.dev);
  }
  expect(rollbackCount).toBe(1);
  expect(epochsOf(all)).toHaveLength(15);
  expect(scores(epochsOf(all)).at(-1)).toBeGreaterThan(80);
});

test('the same seed gives the same bits with an average', () => {
  const weightsLeft = () => {
    const { engine, network } = toyTrained(run({ epochs: 8 })).tagger;
    return engine.memory.floats(network.parameters.values, network.parameters.count).slice();
  };
  expect(weightsLeft()).toEqual(weightsLeft());
});

test('the mean of epochs is scored from the second epoch of the second half on', () => {
  const { epochs } = toyTrained(run({ averaging: 'swa', epochs: 24 }));
  const averaged = epochs.filter(({ weights }) => weights === 'averaged');
  expect(averaged.length).toBeGreaterThan(0);
  for (const { epoch } of averaged) expect(epoch).toBeGreaterThan(13);
});
