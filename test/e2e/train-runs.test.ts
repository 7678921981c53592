import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { environment, program, runOnTerminal, runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const base = mkdtempSync(join(tmpdir(), 'train-runs-'));
let folder = '';
let corpus = '';

beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'));
  corpus = join(folder, 'tiny.conll');
  writeFileSync(corpus, tinyCorpus);
});
afterAll(() => rmSync(base, { recursive: true }));

const small = [
  ...['--hidden', '8', '--epochs', '6', '--patience', '6', '--learning-rate', '0.03'],
  ...['--schedule', 'inverse-time'],
];

function trainTo(name: string, ...flags: string[]) {
  const output = join(folder, name);
  return { ...runTagger(['train', corpus, '--output', output, ...small, ...flags]), output };
}

async function modelOf(path: string) {
  const { metadata, tensors } = await readSafetensors(path);
  const { provenance, ...rest } = metadata;
  return { tensors, rest, provenance: JSON.parse(provenance) };
}

test('several runs are reported and summarized, and the best on dev is the same as a single run with its seed', async () => {
  const both = ['--dev', corpus, '--test', corpus];
  const { exitCode, stderr, output } = trainTo('m', ...both, '--runs', '3', '--seed', '5');
  expect(exitCode).toBe(0);
  const line = /^run \d\/3, seed (\d): dev F1 (\S+) \(epoch \d\), test F1 (\S+)$/gm;
  const runs = [...stderr.matchAll(line)].map(([, seed, dev, test]) => [seed, dev, test]);
  expect(runs.map(([seed]) => seed)).toEqual(['5', '6', '7']);
  const summary =
    /^(dev|test) F1 of 3 runs: mean \S+, standard deviation \S+, min (\S+), max (\S+)$/gm;
  const scores = runs.map(([, dev]) => Number(dev));
  const [smallest, largest] = [Math.min(...scores), Math.max(...scores)].map((f1) => f1.toFixed(2));
  expect([...stderr.matchAll(summary)].map(([, ...shown]) => shown)).toEqual([
    ['dev', smallest, largest],
    ['test', smallest, largest],
  ]);
  const best = String(5 + scores.indexOf(Math.max(...scores)));
  expect(stderr).toContain(`\ndev, seed ${best}, epoch `);

  const { provenance, ...model } = await modelOf(output);
  const single = await modelOf(trainTo('single', ...both, '--seed', best).output);
  expect(model).toEqual({ tensors: single.tensors, rest: single.rest });
  const { runs: kept, identity, ...others } = provenance;
  const { identity: identityOfSingle, ...provenanceOfSingle } = single.provenance;
  expect(others).toEqual(provenanceOfSingle);
  expect(identity).not.toBe(identityOfSingle);
  expect(kept.seeds).toEqual([5, 6, 7]);
  expect(kept.dev.map((f1: number) => f1.toFixed(2))).toEqual(runs.map(([, dev]) => dev));
  expect(kept.test).toEqual(kept.dev);
});

test('a single run is not numbered, and its model has no list of runs', async () => {
  const { stderr, output } = trainTo('m', '--runs', '1');
  expect(stderr).not.toContain('run 1');
  expect((await modelOf(output)).provenance.runs).toBeUndefined();
});

test('without --dev all runs are compared on the sentences held out by the first seed', async () => {
  const { stderr, output } = trainTo('m', '--runs', '2', '--seed', '3');
  expect(stderr.match(/seed \d holds out/g)).toEqual(['seed 3 holds out']);
  const { runs, corpora } = (await modelOf(output)).provenance;
  expect(runs.seeds).toEqual([3, 4]);
  expect(runs.test).toBeUndefined();
  expect(corpora.dev.sentences).toBe(1);
});

test('--log has the seed of each epoch', () => {
  const log = join(folder, 'log.jsonl');
  trainTo('m', '--runs', '2', '--log', log);
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line)).map(({ seed, epoch }) => [seed, epoch]);
  // The last entry of a run is that of its temperature.
  const epochs = [1, 2, 3, 4, 5, 6, undefined];
  expect(entries).toEqual([1, 2].flatMap((seed) => epochs.map((epoch) => [seed, epoch])));
});

test('if all runs diverge each is reported, and the exit code is that of a diverged run', () => {
  const explosive = ['--learning-rate=1e38', '--clip-norm', '0', '--batch-size', '2'];
  const output = join(folder, 'm');
  const args = ['train', corpus, '--output', output, '--runs', '2', '--epochs', '2', ...explosive];
  const { exitCode, stderr } = runTagger(args);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('tagger: warning: run 1/2, seed 1 diverged and is excluded: the ');
  expect(stderr).toContain('tagger: warning: run 2/2, seed 2 diverged and is excluded: the ');
  expect(stderr).not.toContain('mean');
  expect(stderr).toMatch(/no model was written\n$/);
  expect(existsSync(output)).toBe(false);
});

test('on a terminal the bar names the run', () => {
  writeFileSync(corpus, tinyCorpus.repeat(30));
  const flags = '--hidden 8 --epochs 1 --runs 2';
  const line = `$tagger train ${corpus} --output ${join(folder, 'm')} ${flags}`;
  const { exitCode, stdout } = runOnTerminal(line);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/run 2\/2 \| epoch 1\/1 .*\d+%/);
});

test('Ctrl-C in a later run writes the best of all runs so far and exits 130', async () => {
  writeFileSync(corpus, tinyCorpus.repeat(5));
  const output = join(folder, 'm');
  const flags = ['--output', output, '--hidden', '8', '--dev', corpus, '--runs', '1000'];
  const args = [program, 'train', corpus, ...flags, '--epochs', '3'];
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const child = spawn(process.execPath, args, { env: environment(), stdio: [...stdio] });
  let stderr = '';
  child.stderr?.on('data', (data) => {
    const isSecond = stderr.includes('run 2/');
    stderr += data;
    if (!isSecond && stderr.includes('run 2/')) child.kill('SIGINT');
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect(exitCode).toBe(130);
  expect(stderr).toContain('stopping with the best weights so far; press Ctrl-C again to abort');
  expect(stderr).toMatch(/^dev, seed \d+, epoch \d(?:, averaged weights)?:$/m);
  const { provenance } = await modelOf(output);
  expect(provenance.runs.seeds.length).toBeLessThan(1000);
  expect(provenance.runs.dev[0]).toBeGreaterThanOrEqual(0);
});
