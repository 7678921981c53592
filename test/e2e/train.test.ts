import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { winkJson } from '../vectors/vector-files.js';
import { environment, program, runBash, runOnTerminal, runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const base = mkdtempSync(join(tmpdir(), 'train-'));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'));
});
afterAll(() => rmSync(base, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const smallVectors = join(base, 'small.vec');
writeFileSync(smallVectors, 'Teddy 1 2\nParis 3 4\n');

const small = ['--hidden', '8', '--epochs', '2'];

/**
 * Trains a small network on the tiny corpus, which is also dev; the flags must not repeat those
 * given here.
 */
function trainSmall(...flags: string[]) {
  const corpus = file('tiny.conll', tinyCorpus);
  const output = join(folder, 'model.safetensors');
  const args = ['train', corpus, '--dev', corpus, '--output', output, ...small, ...flags];
  return { ...runTagger(args), output, corpus };
}

function metadataOf(path: string): Record<string, string> {
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE(0));
  return JSON.parse(bytes.subarray(8, 8 + length).toString()).__metadata__;
}

const trainingOf = (path: string) => JSON.parse(metadataOf(path).provenance).training;
const fingerprint = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('training prints only to stderr: its progress, the tables, the path and what to try next', () => {
  const { exitCode, stdout, stderr, output, corpus } = trainSmall('--test', file('t', tinyCorpus));
  expect(exitCode).toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain(`${corpus}: 10 sentences, 59 tokens, IOB2\n`);
  const epoch =
    /^epoch 1\/2 {2}F1 +\d.* {2}best .* \(1\) {2}loss +\d+\.\d{3} {2}[\d,]+ tokens\/s$/m;
  expect(stderr).toMatch(epoch);
  expect(stderr).toMatch(/^ended after \d+ s: all 2 epochs are done; kept epoch [12]$/m);
  expect(stderr).toMatch(/^trained at [\d,]+ tokens\/s$/m);
  expect(stderr.match(/^processed 59 tokens with 13 phrases/gm)).toHaveLength(2);
  expect(stderr).toMatch(/wrote .*model\.safetensors \(0\.1 MB\)\n/);
  expect(stderr).toContain(`tagger tag --model ${output}\n`);
  expect(stderr).not.toContain('\u001b');
});

test('the suggested command works for any path', () => {
  const corpus = file('tiny.conll', tinyCorpus);
  const output = join(folder, "it's a model.safetensors");
  const { stderr } = runTagger(['train', corpus, '--dev', corpus, '--output', output, ...small]);
  const line = /^try: (.*)$/m.exec(stderr)![1];
  const { exitCode, stdout } = runBash(line.replace('| tagger ', '| $tagger '));
  expect(exitCode).toBe(0);
  expect(stdout).toContain('here');
});

test('the same command gives the same bytes, another seed others', () => {
  const first = fingerprint(trainSmall('--seed', '7').output);
  rmSync(join(folder, 'model.safetensors'));
  const second = fingerprint(trainSmall('--seed', '7').output);
  rmSync(join(folder, 'model.safetensors'));
  const other = fingerprint(trainSmall('--seed', '8').output);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('without --dev a tenth is held out by the seed, and the split is printed', () => {
  const corpus = file('tiny.conll', tinyCorpus);
  const output = join(folder, 'm.safetensors');
  const { exitCode, stderr } = runTagger(['train', corpus, '--output', output, ...small]);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /no --dev: seed 1 holds out a tenth of the sentences \(1 sentence, \d+ tokens\)/,
  );
});

test('without --output the model takes the name of the corpus, in the current folder', () => {
  file('names.conll.gz', gzipSync(tinyCorpus));
  const line = `cd ${folder} && $tagger train names.conll.gz ${small.join(' ')}`;
  expect(runBash(line).exitCode).toBe(0);
  expect(readdirSync(folder)).toContain('names.safetensors');
});

test('eval prints the figures of train again, with vectors too', () => {
  const vectors = file('v.txt', 'teddy 0.1 0.2\nparis 0.3 -0.4\nthe 0 0.1\nunseen 1 2\n');
  const { output, corpus, stderr } = trainSmall('--vectors', vectors, '--keep-vectors', '3');
  const { stdout } = runTagger(['eval', corpus, '--model', output]);
  expect(stdout).toMatch(/^processed 59 tokens/);
  expect(stderr).toContain(stdout);
});

test('--vectors accepts the name of a package that is installed in the folder', () => {
  const home = join(folder, 'node_modules', 'wink-embeddings-tiny');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"main":"./v.json"}');
  const rows = [{ word: 'teddy', values: [0.1, 0.2] }];
  writeFileSync(join(home, 'v.json'), winkJson(rows));
  file('named.conll', tinyCorpus);
  const flags = `--vectors wink-embeddings-tiny ${small.join(' ')} 2>&1`;
  const { stdout } = runBash(`cd ${folder} && $tagger train named.conll ${flags}`);
  expect(stdout).toContain('wink-embeddings-tiny: 1 vector of 2 numbers (wink JSON), 1 kept\n');
});

test('the forms under which training words were found in the vectors are printed', () => {
  const vectors = file('v.txt', 'Teddy 0.1 0.2\nparis 0.3 -0.4\n');
  const { stderr } = trainSmall('--vectors', vectors);
  expect(stderr).toContain(`${vectors}: 2 vectors of 2 numbers (GloVe text), 2 kept\n`);
  expect(stderr).toMatch(
    /training words: 1 as written, 1 in lower case, 0 with digits as 0, \d+ without a vector/,
  );
});

test('--log writes one JSON object per epoch, and one with the temperature', () => {
  const log = join(folder, 'log.jsonl');
  trainSmall('--log', log);
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  expect(entries.map(({ epoch }) => epoch)).toEqual([1, 2, undefined]);
  expect(entries[2]).toMatchObject({ seed: 1, temperature: 1, isFitted: false });
  expect(entries[0]).toMatchObject({
    seed: 1,
    stepCount: 1,
    clippedCount: 1,
    dev: { tokenCount: 59 },
  });
  expect(entries[0].medianGradientNorm).toBeGreaterThan(5);
  expect(entries[0].largestGradientNorm).toBe(entries[0].medianGradientNorm);
});

test('--config gives flags, and the command line overrides them', () => {
  const config = file('c.json', '{"learning-rate": 0.5, "seed": 9, "optimizer": "sgd"}');
  const { output } = trainSmall('--config', config, '--seed', '3');
  expect(trainingOf(output)).toMatchObject({ learningRate: 0.5, seed: 3, optimizer: 'sgd' });
});

test.each([
  [
    ['--batch-size', '3', '--optimizer', 'sgd', '--momentum', '0.5'],
    { batchSize: 3, optimizer: 'sgd', momentum: 0.5 },
  ],
  [
    ['--schedule', 'inverse-time', '--learning-rate-decay', '0.2', '--clip-norm', '0'],
    { learningRateDecay: 0.2, clipNorm: 0 },
  ],
  [
    ['--dropout', '0.1', '--word-dropout', '0', '--dropout-mask', 'token'],
    { dropout: { input: 0.1, layer: 0.1, output: 0.1, mask: 'token' }, wordDropout: 0 },
  ],
  [
    ['--layers', '2', '--input-dropout', '0', '--layer-dropout', '0.2', '--output-dropout', '0.3'],
    { dropout: { input: 0, layer: 0.2, output: 0.3, recurrent: 0.2, mask: 'batch' } },
  ],
  [
    ['--recurrent-dropout', '0.1', '--dropout-mask', 'sentence'],
    { dropout: { input: 0.35, recurrent: 0.1, mask: 'sentence' } },
  ],
  [
    ['--optimizer', 'adamw', '--weight-decay', '0.01', '--schedule', 'cosine', '--warm-up', '0.5'],
    { optimizer: 'adamw', weightDecay: 0.01, schedule: 'cosine', warmUp: 0.5 },
  ],
  [['--optimizer', 'nadam', '--schedule', 'constant'], { optimizer: 'nadam', learningRate: 0.005 }],
  [
    ['--schedule', 'plateau', '--plateau-patience', '1', '--patience', '1'],
    { plateauPatience: 1, patience: 1 },
  ],
  [['--schedule', 'one-cycle', '--averaging', 'swa'], { schedule: 'one-cycle', averaging: 'swa' }],
  [
    ['--averaging', 'ema', '--averaging-decay', '0.5', '--on-explosion', 'rollback'],
    { averaging: 'ema', averagingDecay: 0.5, onExplosion: 'rollback' },
  ],
  [['--class-weights', 'balanced', '--decoder', 'softmax'], { classWeights: 'balanced' }],
  [
    ['--vectors', smallVectors, '--freeze-vectors', '--arithmetic', 'fast'],
    { freezeVectors: true },
  ],
])('%j trains and is recorded in the model', (flags, kept) => {
  const { exitCode, output } = trainSmall(...flags);
  expect(exitCode).toBe(0);
  expect(trainingOf(output)).toMatchObject(kept);
});

test('--batch-tokens limits the tokens of a batch, and the model keeps no other batch size', () => {
  const log = join(folder, 'log.jsonl');
  const { exitCode, output } = trainSmall('--batch-tokens', '20', '--log', log);
  expect(exitCode).toBe(0);
  const training = trainingOf(output);
  expect(training.batchTokens).toBe(20);
  expect(training).not.toHaveProperty('batchSize');
  const [{ stepCount }] = readFileSync(log, 'utf8')
    .split('\n', 1)
    .map((line) => JSON.parse(line));
  // 59 tokens in sentences of 4 to 10.
  expect(stepCount).toBeGreaterThanOrEqual(3);
  expect(stepCount).toBeLessThanOrEqual(5);
});

test('line, log, table and model name averaged weights if they score better', () => {
  const log = join(folder, 'log.jsonl');
  const corpus = file('tiny.conll', tinyCorpus.repeat(4));
  const output = join(folder, 'm.safetensors');
  const flags = ['--averaging', 'ema', '--averaging-decay', '0.5', '--learning-rate', '0.1'];
  const network = ['--no-shape', '--no-fold-words', '--recurrent-dropout', '0'];
  const more = [
    ...network,
    '--verbose',
    '--schedule',
    'constant',
    '--epochs',
    '5',
    '--hidden',
    '8',
    '--log',
    log,
  ];
  const args = ['train', corpus, '--dev', corpus, '--output', output, ...flags, ...more];
  const { stderr } = runTagger(args);
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  const averaged = entries.filter(({ weights }) => weights === 'averaged');
  expect(averaged.length).toBeGreaterThan(0);
  expect(averaged.length).toBeLessThan(5);
  expect(stderr.match(/ F1 .* averaged {2}best .* rate 1\.0e-1 /g)).toHaveLength(averaged.length);
  expect(entries[4]).toMatchObject({ bestWeights: 'averaged', learningRate: 0.1 });
  const { scores } = JSON.parse(metadataOf(output).provenance);
  expect(scores).toMatchObject({ epoch: entries[4].bestEpoch, weights: 'averaged' });
  expect(stderr).toContain(`dev, epoch ${scores.epoch}, averaged weights:\n`);
  const { stdout } = runTagger(['eval', corpus, '--model', output]);
  expect(stderr).toContain(stdout);
});

test.each([
  [['--decoder', 'softmax'], { decoder: 'softmax' }],
  [['--word-dimension', '5'], { wordDimension: 5, hidden: 8 }],
])('%j shapes the network', (flags, config) => {
  const { exitCode, output } = trainSmall(...flags);
  expect(exitCode).toBe(0);
  expect(JSON.parse(metadataOf(output).config)).toMatchObject(config);
});

test('columns and scheme are read according to the flags', () => {
  const rows = tinyCorpus.replace(/^(\S+) (\S+)$/gm, 'x $2 $1');
  const corpus = file('columns.conll', rows);
  const output = join(folder, 'c.safetensors');
  const columns = ['--token-column', '3', '--tag-column', '2', '--scheme', 'iob2', '--strict'];
  const { exitCode, stderr } = runTagger([
    'train',
    corpus,
    '--output',
    output,
    ...small,
    ...columns,
  ]);
  expect(stderr).toContain('59 tokens, IOB2');
  expect(exitCode).toBe(0);
});

test('the model has no path, only names and SHA-256 of the files it was made from', () => {
  const { output, corpus } = trainSmall();
  expect(readFileSync(output).includes(folder)).toBe(false);
  const { corpora, scores } = JSON.parse(metadataOf(output).provenance);
  expect(corpora.train).toEqual({ name: 'tiny.conll', sha256: fingerprint(corpus), sentences: 10 });
  expect(scores.dev.tokenCount).toBe(59);
});

const error = (...args: string[]) => {
  const { exitCode, stdout, stderr } = runTagger(['train', ...args]);
  expect(stdout).toBe('');
  return { exitCode, last: stderr.trimEnd().split('\n').at(-1) };
};

test('an existing model is not overwritten without --force', () => {
  const { output, corpus } = trainSmall();
  const before = fingerprint(output);
  expect(error(corpus, '--output', output)).toEqual({
    exitCode: 1,
    last: `tagger: ${output}: file already exists; use --force to overwrite it`,
  });
  expect(fingerprint(output)).toBe(before);
  expect(runTagger(['train', corpus, '--output', output, '--force', ...small]).exitCode).toBe(0);
});

test('an output that cannot be written is refused before training', () => {
  const corpus = file('tiny.conll', tinyCorpus);
  expect(error(corpus, '--output', folder).last).toBe(
    `tagger: ${folder}: expected a file, found a folder`,
  );
  const missing = join(folder, 'nowhere', 'm.safetensors');
  expect(error(corpus, '--output', missing).last).toBe(
    `tagger: ${missing}: no such folder: ${join(folder, 'nowhere')}`,
  );
  const log = join(folder, 'nowhere', 'log');
  const output = join(folder, 'm.safetensors');
  expect(error(corpus, '--output', output, '--log', log).last).toBe(
    `tagger: ${log}: no such folder: ${join(folder, 'nowhere')}`,
  );
});

test('a corpus without an entity, or of one sentence and no dev, is refused', () => {
  const output = join(folder, 'm.safetensors');
  const plain = file('plain.conll', 'nobody O\n\nhere O\n');
  expect(error(plain, '--output', output)).toEqual({
    exitCode: 1,
    last: `tagger: ${plain}: expected at least one entity in the training sentences, found only O tags`,
  });
  const one = file('one.conll', 'Paris B-LOC\n');
  expect(error(one, '--output', output).last).toBe(
    `tagger: ${one}: expected at least 2 sentences, one of them to hold out, or --dev FILE, found 1`,
  );
  expect(existsSync(output)).toBe(false);
});

test('vectors whose width differs from --word-dimension are refused', () => {
  const vectors = file('v.txt', 'teddy 0.1 0.2\n');
  const corpus = file('tiny.conll', tinyCorpus);
  const flags = ['--vectors', vectors, '--word-dimension', '3'];
  expect(error(corpus, '--output', join(folder, 'm'), ...flags)).toEqual({
    exitCode: 1,
    last: `tagger: ${vectors}: expected vectors of 3 values, found 2`,
  });
});

test('training that diverges prints which flags may help, and writes no NaN', () => {
  const { exitCode, stderr, output } = trainSmall('--learning-rate', '1e38', '--clip-norm', '0');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /tagger: .* is NaN or infinite at step \d+ of epoch \d+ .*: try a lower --learning-rate .* or --on-explosion rollback/,
  );
  expect(stderr).not.toContain('internal error');
  if (existsSync(output)) expect(stderr).toMatch(/the model of epoch \d+ was written/);
  else expect(stderr).toContain('no model was written');
});

test('with --on-explosion rollback each rollback is printed, and training ends after the last', () => {
  const explosive = ['--learning-rate', '1e38', '--clip-norm', '0', '--batch-size', '2'];
  const { exitCode, stderr, output } = trainSmall(...explosive, '--on-explosion', 'rollback');
  expect(exitCode).toBe(1);
  const line = /^the .*: rolled back to the initial weights, learning rate halved to \S+$/gm;
  expect(stderr.match(line)).toHaveLength(5);
  expect(stderr).toMatch(/^tagger: .*, and 5 rollbacks have not helped: try a lower/m);
  expect(existsSync(output)).toBe(false);
});

test('on a terminal a bar moves within the epoch, and is hidden at the end', () => {
  const corpus = file('tiny.conll', tinyCorpus.repeat(50));
  const output = join(folder, 'm.safetensors');
  const { exitCode, stdout } = runOnTerminal(
    `$tagger train ${corpus} --output ${output} ${small.join(' ')}`,
  );
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/epoch 1\/2 .*\d+% \| at most .* left \| loss \d/);
  expect(stdout).toContain('wrote ');
});

/** Starts an endless training and sends Ctrl-C after its first epoch. */
function interrupt(): Promise<{ exitCode: number | null; stderr: string; output: string }> {
  const corpus = file('tiny.conll', tinyCorpus.repeat(20));
  const output = join(folder, 'm.safetensors');
  const endless = ['--epochs', '100000', '--patience', '100000', '--hidden', '8', '--dev', corpus];
  const args = [program, 'train', corpus, '--output', output, ...endless];
  const child = spawn(process.execPath, args, {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data) => {
    const isFirstEpoch = !stderr.includes('epoch ');
    stderr += data;
    if (isFirstEpoch && stderr.includes('epoch ')) {
      child.kill('SIGINT');
    }
  });
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stderr, output }));
  });
}

test('Ctrl-C writes the best model so far and exits 130', async () => {
  const { exitCode, stderr, output } = await interrupt();
  expect(exitCode).toBe(130);
  expect(stderr).toContain('stopping with the best weights so far; press Ctrl-C again to abort');
  expect(stderr).toMatch(/^ended after .*: interrupted; kept epoch \d+$/m);
  expect(runTagger(['tag', '--model', output], { input: 'Nobody was here .' }).exitCode).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['m.safetensors', 'tiny.conll']);
});
