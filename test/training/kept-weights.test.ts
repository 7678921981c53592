import { expect, test } from '@jest/globals';
import type { Tagger } from '../../src/model/tagger.js';
import { createKeptWeights } from '../../src/training/kept-weights.js';
import { randomTagger } from '../model/random-tagger.js';

function everyWeight({ engine, network: { parameters, table } }: Tagger): number[] {
  return [
    ...engine.memory.floats(parameters.values, parameters.count),
    ...engine.memory.floats(table.value, table.rows * table.width),
  ];
}

function changeWeights({ engine: { kernels }, network: { parameters, table } }: Tagger): void {
  kernels.scale(parameters.count, 2, parameters.values);
  kernels.scale(table.rows * table.width, 2, table.value);
}

test('restoring brings back every weight and word vector that was kept', () => {
  const tagger = randomTagger();
  const kept = createKeptWeights(tagger);
  const before = everyWeight(tagger);
  kept.keep(1);
  changeWeights(tagger);
  expect(everyWeight(tagger)).not.toEqual(before);
  kept.restore();
  expect(everyWeight(tagger)).toEqual(before);
});

test('the weights kept last can be restored any number of times', () => {
  const tagger = randomTagger();
  const kept = createKeptWeights(tagger);
  kept.keep(1);
  changeWeights(tagger);
  kept.keep(1);
  const before = everyWeight(tagger);
  for (let time = 0; time < 2; time++) {
    changeWeights(tagger);
    kept.restore();
    expect(everyWeight(tagger)).toEqual(before);
  }
});

test('weights are kept when the memory grows', () => {
  const tagger = randomTagger();
  const kept = createKeptWeights(tagger);
  kept.keep(1);
  const before = everyWeight(tagger);
  tagger.engine.memory.allocate(2 ** 24);
  changeWeights(tagger);
  kept.restore();
  expect(everyWeight(tagger)).toEqual(before);
});

test('kept weights with the state of others restore theirs', () => {
  const first = randomTagger();
  const kept = createKeptWeights(first);
  kept.keep(3);
  const second = randomTagger();
  changeWeights(second);
  const other = createKeptWeights(second);
  other.setState(kept.state());
  other.restore();
  expect(other.keptEpoch()).toBe(3);
  expect(everyWeight(second)).toEqual(everyWeight(first));
});
