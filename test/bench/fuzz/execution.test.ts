import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { execute } from '../../../bench/fuzz/execution.js';
import { createFindings } from '../../../bench/fuzz/findings.js';
import { fuzzTarget } from '../../../bench/fuzz/fuzz-target.js';
import { openStateFile, readState } from '../../../bench/fuzz/state-file.js';
import type { FuzzTarget } from '../../../bench/fuzz/target.js';
import { UsageError } from '../../../src/cli/flags/usage-error.js';
import { InputError } from '../../../src/errors.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'fuzz-'));

function targetThat(run: FuzzTarget['run']): FuzzTarget {
  return {
    name: 'toy',
    seedInputs: async () => [Buffer.from('seed')],
    mutate: (_, random) => Uint8Array.of(random.below(256)),
    run,
  };
}

const findingOf = async (error: unknown) =>
  (
    await execute(
      targetThat(async () => {
        throw error;
      }),
      Buffer.alloc(0),
      '',
    )
  ).finding;

test('errors for the user are expected, also several of them', async () => {
  expect(await findingOf(new InputError('x'))).toBeUndefined();
  expect(await findingOf(new UsageError('x'))).toBeUndefined();
  expect(await findingOf(new AggregateError([new InputError('x')]))).toBeUndefined();
});

test('every other error is a finding, and so is a sentence without end', async () => {
  expect(await findingOf(new TypeError('x is undefined'))).toMatch(/^TypeError: x is undefined\n/);
  expect(await findingOf(new AggregateError([new Error('x')]))).toMatch(/^AggregateError/);
  expect(await findingOf('a text')).toBe('thrown: a text');
  expect(await findingOf(new InputError('x'.repeat(10_000)))).toMatch(/^InputError: x/);
});

test('the first finding of a kind is stored, with the command that repeats it', () => {
  const folder = join(newFolder(), 'findings');
  let printed = '';
  const findings = createFindings(folder, (lines) => {
    printed += lines;
  });
  expect(existsSync(folder)).toBe(false);
  const finding = { target: 'toy', seed: 3, input: Buffer.from('bad') };
  findings.add({ ...finding, number: 7, description: 'Error: at 12\n  at f (a.js:1)' });
  findings.add({ ...finding, number: 8, description: 'Error: at 34\n  at f (a.js:1)' });
  findings.add({ ...finding, number: 9, description: 'Error: at 56\n  at g (a.js:2)' });
  expect(findings.count).toBe(3);
  expect(readdirSync(folder).sort()).toEqual(['toy-3-7', 'toy-3-9']);
  expect(readFileSync(join(folder, 'toy-3-7'), 'utf8')).toBe('bad');
  expect(printed).toContain(`npm run fuzz -- --only toy --input ${join(folder, 'toy-3-7')}\n`);
});

test('all executions of a target run, and those that fail are found', async () => {
  const folder = newFolder();
  const findings = createFindings(folder, () => {});
  const started: number[] = [];
  const target = targetThat(async ([byte]) => {
    if (byte < 128) throw new RangeError('low');
  });
  const figures = await fuzzTarget(target, {
    ...{ seed: 1, first: 10, end: 110, seconds: 100, folder, findings },
    onStart: (number) => started.push(number),
  });
  expect(started).toEqual(Array.from({ length: 100 }, (_, index) => 10 + index));
  expect(figures).toMatchObject({ executionCount: 100, next: 110 });
  expect(findings.count).toBeGreaterThan(20);
  expect(findings.count).toBeLessThan(80);
});

test('a state is read back, and another file is refused', () => {
  const path = join(newFolder(), 'state.json');
  expect(readState(path)).toBeUndefined();
  const file = openStateFile(path);
  file.write({ seed: 1, done: { a: 100_000, b: 2 }, running: 'a' });
  file.write({ seed: 1, done: { a: 3 } });
  file.close();
  expect(readState(path)).toEqual({ seed: 1, done: { a: 3 } });
  expect(() => readState('package.json')).toThrow(
    new InputError('package.json: expected the state of a fuzz run, found another file'),
  );
});
