import { expect, test } from '@jest/globals';
import {
  ablationFlagSets,
  knowsFlags,
  mainFlagSets,
  sizesFlagSets,
} from '../../../bench/accuracy/flag-sets.js';
import { readHelp } from '../../../bench/harness/run-tagger.js';

const help = '  --batch-size N  Sentences a step.\n  --freeze-vectors  Leave them as they are.';

test.each([
  { flags: [], expected: true },
  { flags: ['--batch-size', '5', '--freeze-vectors'], expected: true },
  { flags: ['--batch-size', '5', '--averaging', 'none'], expected: false },
  { flags: ['--batch'], expected: false },
])('a help text that names two flags knows $flags: $expected', ({ flags, expected }) => {
  expect(knowsFlags(help, flags)).toBe(expected);
});

test.each([
  ['main', mainFlagSets],
  ['ablation', ablationFlagSets],
  ['sizes', sizesFlagSets],
])('%s begins with the defaults and has no row twice', (_, sets) => {
  expect(sets[0]).toEqual({ name: 'defaults', flags: [] });
  expect(new Set(sets.map(({ name }) => name)).size).toBe(sets.length);
  expect(new Set(sets.map(({ flags }) => flags.join(' '))).size).toBe(sets.length);
});

test('the command has all of their flags', () => {
  const help = readHelp('train');
  for (const { name, flags } of [...mainFlagSets, ...ablationFlagSets, ...sizesFlagSets]) {
    expect([name, knowsFlags(help, flags)]).toEqual([name, true]);
  }
});

test('the defaults are compared with at least eight settings', () => {
  expect(sizesFlagSets.length).toBeGreaterThan(8);
});
