import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const program = resolve('dist/bench/fuzz.js');
const folder = mkdtempSync(join(tmpdir(), 'fuzz-program-'));

function fuzz(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const figures = (count: number) =>
  new RegExp(
    `^mapping: ${count} executions, [\\d,]+/s, peak \\d+ MB, slowest \\d+ ms \\(execution \\d+\\)\\n$`,
  );

test('a run goes on where its state says, and names the execution that ended the process', () => {
  const state = join(folder, 'state.json');
  const args = ['--only', 'mapping', '--executions', '20', '--seed', '2', '--state', state];
  writeFileSync(state, '{"seed":2,"done":{"mapping":5},"running":"mapping"}');
  const resumed = fuzz(...args);
  const [head, repeat, ...rest] = resumed.stdout.split('\n');
  expect(head).toBe('mapping: execution 5: the process ended during this execution, or was ended');
  expect(repeat).toBe(
    'repeat with: npm run fuzz -- --only mapping --input fuzz-findings/mapping-2-5',
  );
  expect(rest.join('\n')).toMatch(figures(14));
  expect(resumed.status).toBe(1);
  expect(JSON.parse(readFileSync(state, 'utf8'))).toEqual({ seed: 2, done: { mapping: 20 } });
  expect(fuzz(...args, '--seed', '3')).toMatchObject({
    status: 1,
    stderr: `fuzz: ${state}: expected seed 3, found 2\n`,
  });
  const again = fuzz('--only', 'mapping', '--input', join('fuzz-findings', 'mapping-2-5'));
  expect(again.stdout).toMatch(/mapping-2-5: nothing found \(\d+ ms\)\n$/);
  expect(again.status).toBe(0);
});

test('a run can begin at an execution and end by time', () => {
  const { status, stdout } = fuzz('--only', 'mapping', '--first', '7', '--executions', '1');
  expect(stdout).toMatch(/^mapping: 1 executions.*\(execution 7\)\n$/);
  expect(status).toBe(0);
  expect(fuzz('--only', 'mapping', '--seconds', '0').stdout).toMatch(figures(0));
});

test.each([
  [['--only', 'x'], '--only: expected one of conll, check, vectors, '],
  [['--seed', 'x'], '--seed: expected a number of at least 0, found x'],
  [['--seconds', ''], '--seconds: expected a number of at least 0, found '],
  [['--input', 'x'], '--input: requires --only'],
])('wrong usage: %j', (args, message) => {
  const { status, stderr } = fuzz(...args);
  expect(stderr).toContain(`fuzz: ${message}`);
  expect(status).toBe(2);
});
