import { spawnSync } from 'node:child_process';
import { env, execPath } from 'node:process';
import { expect, test } from '@jest/globals';

/** Without the folders of corpora and of other taggers that this machine may have. */
function speed(...args: string[]) {
  const { TEDDY_CORPORA: _, TEDDY_PEERS: __, ...rest } = env;
  return spawnSync(execPath, ['dist/bench/speed.js', ...args], { encoding: 'utf8', env: rest });
}

test.each([
  ['kernels', ['| peak | registers |', '| 10 × 100 × 400 | a step, 10 sentences |']],
  ['cold-start', ['TEDDY_VECTORS', '| `tagger --version` |', '| reading of the small model |']],
  ['training', ['| units | batch size | exact, 1 thread |', '| units | arithmetic | raw text |']],
  ['stages', ['| training, 10 sentences a step |', '| recurrence |', '| all of tagging |']],
  ['growth', ['| corpus |', '| tokens of a sentence |', '| labels |', '| 101 |']],
  ['tokenizer', ['of the sentences come back', '| never seen |', '| `word,` |']],
])('%s is measured without any public corpus', (part, expected) => {
  const { status, stdout, stderr } = speed('--quick', '--only', part);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const text of expected) expect(stdout).toContain(text);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
});

test('without other taggers, the comparison says what is missing', () => {
  const { status, stdout } = speed('--quick', '--only', 'peers');
  expect(status).toBe(0);
  expect(stdout).toContain('TEDDY_PEERS names no folder of other taggers');
});

test('a part that does not exist is refused by name', () => {
  const { status, stderr } = speed('--only', 'kernel');
  expect(status).toBe(2);
  expect(stderr).toBe(
    'speed: --only: expected one of kernels, cold-start, training, stages, growth, peers, tokenizer, found kernel\n',
  );
});
