import { expect, test } from '@jest/globals';
import { encoderParameterCount } from '../../../bench/compare/equal-parameters.js';
import { planTable, renderNetworkTable } from '../../../bench/compare/network-table.js';
import { keyOf } from '../../../bench/harness/outcome.js';
import { squeezeSpaces } from '../squeeze-spaces.js';

test('every cell, direction and depth is trained once with each of the three seeds', () => {
  const runs = planTable('full');
  expect(new Set(runs.map(keyOf)).size).toBe(runs.length);
  const atWidth50 = runs.filter(({ training }) => training.config.hidden === 50);
  expect(atWidth50).toHaveLength(5 * 2 * 3 * 3);
});

test('the other widths give as many parameters as the LSTM, to a few percent', () => {
  const others = planTable('full').filter(({ training }) => training.config.hidden !== 50);
  expect(others.length).toBeGreaterThan(0);
  for (const { training } of others) {
    const ratio = encoderParameterCount(training.config) / 40_400;
    // A step of one unit in the narrowest network, three layers of 20, is about a twentieth of its
    // parameters.
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  }
});

test('the table has the mean and the deviation over the seeds, and the highest speed', () => {
  const table = renderNetworkTable('full', ({ training: { options } }) => ({
    f1: 10 * options.seed,
    tokensPerSecond: 1000 * options.seed,
  }));
  expect(squeezeSpaces(table)).toContain('| lstm | both | 1 | 50 | 40,400 | 3,000 | 20.0 ± 10.0 |');
  expect(table.match(/20\.0 ± 10\.0/g)).toHaveLength(2 * 5 * 2 * 3);
});
