import { expect, test } from '@jest/globals';
import { initializeWords } from '../../../src/model/network/initialize-network.js';
import { createRandom } from '../../../src/tensors/random.js';
import { hidden, randomTagger, wordDimension } from '../random-tagger.js';

// Each gate is an (H, H) block whose rows are orthonormal.
test.each(['', '_reverse'])('recurrent weights start orthogonal, gate by gate: %s', (suffix) => {
  const { engine, network } = randomTagger();
  network.initialize({ random: createRandom(1), gateBias: 0 });
  const { value } = network.parameters.find(`encoder.weight_hh_l0${suffix}`);
  const weights = engine.memory.floats(value, 4 * hidden * hidden);
  for (let gate = 0; gate < 4; gate++) {
    const row = (r: number) => weights.subarray((gate * hidden + r) * hidden).slice(0, hidden);
    for (let a = 0; a < hidden; a++) {
      for (let b = 0; b < hidden; b++) {
        const overlap = row(a).reduce((sum, value, i) => sum + value * row(b)[i], 0);
        expect(Math.abs(overlap - (a === b ? 1 : 0))).toBeLessThan(1e-6);
      }
    }
  }
});

test('input and output weights start within the bounds of Glorot, and fill them', () => {
  const { engine, network } = randomTagger();
  network.initialize({ random: createRandom(1), gateBias: 0 });
  const bounds = {
    'encoder.weight_ih_l0': Math.sqrt(6 / (wordDimension + hidden)),
    'encoder.weight_ih_l0_reverse': Math.sqrt(6 / (wordDimension + hidden)),
    'output.weight': Math.sqrt(6 / (2 * hidden + 9)),
  };
  for (const [name, bound] of Object.entries(bounds)) {
    const { value, count } = network.parameters.find(name);
    const sizes = engine.memory.floats(value, count).map(Math.abs);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.fround(bound));
    expect(Math.max(...sizes)).toBeGreaterThan(0.9 * bound);
  }
});

test('the bias of the forget gate starts at 1, all others at 0', () => {
  const { engine, network } = randomTagger();
  network.initialize({ random: createRandom(1), gateBias: 0 });
  for (const suffix of ['', '_reverse']) {
    const { value, count } = network.parameters.find(`encoder.bias_ih_l0${suffix}`);
    const expected = [0, 1, 0, 0].flatMap((bias) => new Array(hidden).fill(bias));
    expect([...engine.memory.floats(value, count)]).toEqual(expected);
  }
});

test('words without a vector start with variance 1 / E', () => {
  const words = Array.from({ length: 2000 }, (_, n) => `word ${n}`);
  const { engine, network } = randomTagger({ words });
  const { table } = network;
  initializeWords(engine, table, 0, createRandom(1));
  const values = engine.memory.floats(table.value, table.rows * table.width);
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Ten thousand uniform numbers: the variance is off by less than three of its deviations, 0.9 %
  // each.
  expect(Math.abs(variance * wordDimension - 1)).toBeLessThan(0.03);
});
