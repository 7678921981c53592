import { spawnSync } from 'node:child_process';
import { env, execPath } from 'node:process';
import { expect, test } from '@jest/globals';

/** Without the corpora, vectors and other taggers that this machine may have. */
function speed(...args: string[]) {
  const { TEDDY_CORPORA: _, TEDDY_PEERS: __, TEDDY_VECTORS: ___, ...rest } = env;
  return spawnSync(execPath, ['dist/bench/speed.js', ...args], { encoding: 'utf8', env: rest });
}

test.each([
  ['kernels', ['| peak | registers |', '| 10 × 100 × 400 | a step, 10 sentences |']],
  ['cold-start', ['TEDDY_VECTORS', '| `tagger --version` |', '| reading of the small model |']],
  ['training', ['| units | batch size | exact, 1 thread | exact, 2 threads |']],
  ['tagging', ['| units | arithmetic | raw text | columns | start, ms |']],
  [
    'stages',
    [
      '| training, 10 sentences a step |',
      '| tagging, raw text to jsonl |',
      '| recurrence |',
      '| remainder |',
      '| all, without the profiler |',
    ],
  ],
  ['growth', ['| corpus |', '| tokens of a sentence |', '| labels |', '| 101 |']],
  ['busy-core', ['|  | 1 thread | 2 threads | ratio |', '| training, 2 × 969 tokens |']],
  ['memory', ['| training | 1 |', '| tagging | 2 |', '| 400 | yes |', '| 200 | yes |']],
  ['tokenizer', ['of the sentences come back', '| never seen |', '| `word,` |']],
])('%s is measured without any public corpus', (part, expected) => {
  const { status, stdout, stderr } = speed('--quick', '--only', part);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const text of expected) expect(stdout).toContain(text);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
});

test.each([
  ['peers', 'TEDDY_PEERS names no folder of other taggers: nothing to compare with.'],
  ['vectors', 'TEDDY_VECTORS names no file of word vectors: nothing to read.'],
])('%s says what it misses', (part, expected) => {
  const { status, stdout } = speed('--quick', '--only', part);
  expect(status).toBe(0);
  expect(stdout).toContain('Not set, and so left out: TEDDY_CORPORA, TEDDY_VECTORS, TEDDY_PEERS.');
  expect(stdout).toContain(expected);
});

test('a part that does not exist is refused by name', () => {
  const { status, stderr } = speed('--only', 'kernel');
  expect(status).toBe(2);
  expect(stderr).toBe(
    'speed: --only: expected one of kernels, cold-start, training, tagging, stages, growth, peers, busy-core, memory, vectors, tokenizer, found kernel\n',
  );
});
