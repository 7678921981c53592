import { expect, test } from '@jest/globals';
import { createKeptWeights } from '../../src/training/kept-weights.js';
import { createRollback, type RollbackEvent } from '../../src/training/rollback.js';
import type { EpochEvent, TrainingEvent } from '../../src/training/train.js';
import { tinyTagger } from './tiny-tagger.js';

const explosive = { learningRate: 1e38, clipNorm: 0 } as const;

const rollbacksOf = (events: readonly TrainingEvent[]) =>
  events.filter((event): event is RollbackEvent => event.kind === 'rollback');

test('a learning rate that is far too large is halved five times from the initial weights before training ends', () => {
  const tiny = tinyTagger();
  const events = [...tiny.train(explosive)];
  const rollbacks = rollbacksOf(events);
  expect(rollbacks.map(({ learningRate }) => learningRate)).toEqual(
    [2, 4, 8, 16, 32].map((divisor) => 1e38 / divisor),
  );
  expect(rollbacks.map(({ keptEpoch }) => keptEpoch)).toEqual([0, 0, 0, 0, 0]);
  const end = events.at(-1);
  expect(end).toMatchObject({
    kind: 'end',
    reason: 'diverged',
    best: undefined,
    divergence: { anomaly: { epoch: 1, step: 2 }, learningRate: 1e38 / 32, rollbackCount: 5 },
  });
  expect(tiny.weights().every(Number.isFinite)).toBe(true);
});

test('each rollback restores the weights exactly', () => {
  const tiny = tinyTagger();
  const first = tiny.weights();
  let count = 0;
  for (const event of tiny.train(explosive)) {
    if (event.kind !== 'rollback') continue;
    count++;
    expect(tiny.weights()).toEqual(first);
  }
  expect(count).toBe(5);
});

/** Trains, and spoils a weight when the first epoch has ended. */
function trainSpoiled(onExplosion: 'stop' | 'rollback') {
  const tiny = tinyTagger();
  const events: TrainingEvent[] = [];
  let best: number[] = [];
  let restored: number[] = [];
  for (const event of tiny.train({ onExplosion })) {
    events.push(event);
    if (event.kind === 'epoch' && event.epoch === 1) {
      best = tiny.weights();
      tiny.fill('encoder.weight_hh_l0_reverse', Number.NaN);
    }
    if (event.kind === 'rollback') restored = tiny.weights();
  }
  return { events, best, restored, last: tiny.weights() };
}

test('a later divergence rolls back to the best epoch, and training continues at half the rate to its end', () => {
  const { events, best, restored, last } = trainSpoiled('rollback');
  expect(rollbacksOf(events)).toEqual([
    {
      kind: 'rollback',
      keptEpoch: 1,
      learningRate: 0.005,
      anomaly: {
        kind: 'loss',
        norm: Number.NaN,
        parameter: 'encoder.weight_hh_l0_reverse',
        isRecoverable: false,
        epoch: 2,
        step: 1,
      },
    },
  ]);
  expect(restored).toEqual(best);
  const epochs = events.filter((event): event is EpochEvent => event.kind === 'epoch');
  expect(epochs.map(({ epoch, learningRate }) => [epoch, learningRate])).toEqual([
    [1, 0.01],
    [2, 0.005],
    [3, 0.005],
  ]);
  expect(events.at(-1)).toMatchObject({ kind: 'end', reason: 'epochs' });
  expect(events.at(-1)).not.toHaveProperty('divergence');
  expect(last.every(Number.isFinite)).toBe(true);
});

test('after a rollback the moments start from zero: the first step of Adam moves each weight by the whole rate', () => {
  const tiny = tinyTagger();
  let before: number[] | undefined;
  for (const event of tiny.train({})) {
    if (event.kind === 'epoch' && event.epoch === 1) tiny.fill('crf.start', Number.NaN);
    if (event.kind === 'rollback') before = tiny.values('output.bias');
    if (event.kind !== 'batch' || !before) continue;
    const after = tiny.values('output.bias');
    const moves = before.map((value, k) => Math.abs(after[k] - value));
    // But for ε, which counts beside a small gradient, and the rounding of a weight.
    for (const move of moves) expect(Math.abs(move / 0.005 - 1)).toBeLessThan(1e-3);
    return;
  }
  throw new Error('expected a step after a rollback');
});

test('without rollbacks the same divergence ends the training with the best weights', () => {
  const { events, best, last } = trainSpoiled('stop');
  expect(rollbacksOf(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({
    kind: 'end',
    reason: 'diverged',
    best: { epoch: 1 },
    divergence: {
      anomaly: { kind: 'loss', parameter: 'encoder.weight_hh_l0_reverse', epoch: 2, step: 1 },
      learningRate: 0.01,
      rollbackCount: 0,
    },
  });
  expect(last).toEqual(best);
});

test('the same seed gives the same bits through a rollback', () => {
  expect(trainSpoiled('rollback').last).toEqual(trainSpoiled('rollback').last);
});

test('a huge gradient that is clipped is reported once an epoch, and changes nothing else', () => {
  const tiny = tinyTagger();
  const events: TrainingEvent[] = [];
  let stepCount = 0;
  for (const event of tiny.train({ epochs: 2 })) {
    events.push(event);
    if (event.kind === 'batch' && ++stepCount === 12) tiny.scale('output.weight', 1e5);
  }
  const anomalies = events.filter((event) => event.kind === 'anomaly');
  expect(anomalies).toHaveLength(1);
  expect(anomalies[0]).toMatchObject({ anomaly: { epoch: 2, kind: 'huge gradient' } });
  expect(rollbacksOf(events)).toEqual([]);
  const last = events.filter((event): event is EpochEvent => event.kind === 'epoch').at(-1)!;
  expect(last.largestGradientNorm).toBeGreaterThan(1000);
  expect(last.clippedCount).toBeGreaterThan(0);
});

test('a rollback with the state of another is allowed as many more times', () => {
  const { tagger } = tinyTagger();
  const kept = createKeptWeights(tagger);
  kept.keep(0);
  const anomaly = {
    ...({ kind: 'loss', norm: 1, parameter: 'crf.start' } as const),
    ...{ isRecoverable: false, epoch: 1, step: 1 },
  };
  const create = () => createRollback({ reset: () => {} }, kept, { onExplosion: 'rollback' });
  const first = create();
  for (let time = 0; time < 3; time++) first.attempt(anomaly, 1);
  const second = create();
  second.setState(first.state());
  expect([second.count(), second.rateFactor()]).toEqual([3, 1 / 8]);
  expect(second.attempt(anomaly, 1)).toBeDefined();
  expect(second.attempt(anomaly, 1)).toBeDefined();
  expect(second.attempt(anomaly, 1)).toBeUndefined();
});
