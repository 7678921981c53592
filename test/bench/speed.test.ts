import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { squeezeSpaces } from './squeeze-spaces.js';

let folder: string;
let page: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'speed-'));
  page = join(folder, 'speed.md');
  copyFileSync('docs/benchmarks/speed.md', page);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Without the corpora, vectors and other taggers that this machine may have. */
function speed(...args: string[]) {
  const { TEDDY_CORPORA: _, TEDDY_PEERS: __, TEDDY_VECTORS: ___, ...rest } = env;
  return spawnSync(execPath, ['dist/bench/speed.js', ...args], { encoding: 'utf8', env: rest });
}

test.each([
  ['kernels', ['| peak | registers |', '| 10 × 100 × 400 | a step, 10 sentences |']],
  ['cold-start', ['TEDDY_VECTORS', '| `tagger --version` |', '| reading the small model |']],
  ['training', ['| width | batch size | exact, 1 thread | exact, 2 threads |']],
  ['batch-size', ['| defaults | 1 thread | 2 threads | ratio | two trainings |']],
  ['timeline', ['| this thread | worker |', '| optimizer, average |', '| waiting |']],
  ['tagging', ['| width | arithmetic | raw text | columns | empty file, ms |']],
  ['shipped', ['| `tagger tag FILE` |', '| `tagger tag FILE --threads 1` |']],
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
  ['cells', ['| cell | µs/token |', '| rnn |', '| lstm-peephole |']],
  ['busy-core', ['| command | 1 thread | 2 threads | ratio |', '| training, 2 × 339 tokens |']],
  ['memory', ['| training | 1 |', '| tagging | 2 |', '| 400 | yes |', '| 200 | yes |']],
  [
    'gazetteer',
    ['| JSON Lines, `--ignore-case` |', '| list, 1 thread | tokens/s | to none |', '| with case |'],
  ],
  ['processes', ['| processes | threads of each | tokens/s | ratio |', '| 2 | 1 |']],
  ['server', ['| connections | requests/s | p50, ms | p99, ms |', '| 10 |']],
  ['soak', ['| what | input | minutes |', '| `tagger tag` |', '| server | 50 requests |']],
  ['tokenizer', ['of the sentences are reproduced', '| never seen |', '| `word,` |']],
])('%s is measured without any public corpus', (part, expected) => {
  const { status, stdout, stderr } = speed('--quick', '--only', part);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const text of expected) expect(squeezeSpaces(stdout)).toContain(text);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
});

test.each([
  ['peers', 'peers: skipped, because TEDDY_PEERS is not set\n'],
  ['vectors', 'vectors: skipped, because TEDDY_VECTORS does not name a file\n'],
])('%s reports a missing input', (part, expected) => {
  const { status, stdout, stderr } = speed('--quick', '--only', part);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expected });
  expect(stdout).toContain('Left out, because not set: TEDDY_CORPORA, TEDDY_VECTORS, TEDDY_PEERS.');
});

test('--write replaces the section of a part and nothing else', () => {
  const before = readFileSync(page, 'utf8');
  const { status, stderr } = speed('--quick', '--only', 'kernels', '--write', page);
  expect({ status, stderr }).toEqual({ status: 0, stderr: `wrote kernels to ${page}\n` });
  const after = readFileSync(page, 'utf8');
  const section = /(?<=<!-- begin kernels -->\n\n).+(?=\n\n<!-- end kernels -->)/s;
  expect(after.replace(section, '')).toBe(before.replace(section, ''));
  const [content] = section.exec(after)!;
  expect(content).toMatch(
    /^A quick run, whose figures mean nothing\. \d+ × .+, Node v.+, load .+\n/,
  );
  expect(squeezeSpaces(content)).toContain('| peak | registers |');
});

test('a part without its inputs keeps its section', () => {
  const before = readFileSync(page, 'utf8');
  for (const [args, reason] of [
    [['--only', 'memory'], 'memory: TEDDY_CORPORA and TEDDY_VECTORS not set'],
    [['--quick', '--only', 'vectors'], 'vectors: nothing was measured'],
  ] as const) {
    const { status, stderr } = speed(...args, '--write', page);
    expect(status).toBe(0);
    expect(stderr).toContain(`${reason}, so ${page} keeps its section\n`);
  }
  expect(readFileSync(page, 'utf8')).toBe(before);
});

test('a page without a section for each part is refused before anything is measured', () => {
  writeFileSync(page, readFileSync(page, 'utf8').replaceAll('-- begin cells', '-- cells'));
  expect(speed('--only', 'kernels', '--write', page)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^speed: .+speed\.md:\d+: expected <!-- begin NAME -->, found/),
  });
  writeFileSync(page, '');
  expect(speed('--only', 'kernels', '--write', page)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `speed: ${page}: expected a section "kernels" (<!-- begin kernels --> ... <!-- end kernels -->), found none\n`,
  });
});

test('wrong usage is refused', () => {
  expect(speed('--only', 'kernel')).toMatchObject({
    status: 2,
    stderr:
      'speed: --only: expected one of kernels, cold-start, training, batch-size, timeline, tagging, shipped, stages, growth, cells, peers, busy-core, memory, judge, vectors, gazetteer, processes, server, soak, tokenizer, found kernel\n',
  });
  expect(speed('--part', 'kernels')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^speed: .*'--part'.*\n$/),
  });
});
