// A bounded part of the fuzzing; `npm run fuzz` does the rest.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inputOf } from '../../../bench/fuzz/execution.js';
import { isExpected } from '../../../bench/fuzz/expected-errors.js';
import { fuzzTargets } from '../../../bench/fuzz/targets.js';

const SEED = 1;
const EXECUTIONS = 40;

const folder = mkdtempSync(join(tmpdir(), 'fuzz-test-'));

test.each(fuzzTargets)('$name: a damaged input ends in a sentence for the user', async (target) => {
  const seedInputs = await target.seedInputs();
  const accepted: number[] = [];
  for (let number = 0; number < EXECUTIONS; number++) {
    const input = inputOf(target, seedInputs, SEED, number);
    try {
      await target.run(input, folder);
      accepted.push(number);
    } catch (error) {
      if (!isExpected(error)) throw new Error(`execution ${number}`, { cause: error });
    }
  }
  // Mutations that damage nothing, or everything, would find nothing.
  expect(accepted.length).toBeGreaterThan(0);
});

test.each(fuzzTargets)('$name: its own inputs are valid', async (target) => {
  for (const input of await target.seedInputs()) await target.run(input, folder);
});

test.each(fuzzTargets)('$name: seed and number give the same input again', async (target) => {
  const copies = await Promise.all([target.seedInputs(), target.seedInputs()]);
  const [first, second] = copies.map((seeds) =>
    [0, 1, 2, 3].map((number) => Buffer.from(inputOf(target, seeds, SEED, number))),
  );
  expect(first).toEqual(second);
  expect(new Set(first.map(String)).size).toBeGreaterThan(1);
});
