import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'train-subwords-'));
const corpus = join(folder, 'tiny.conll');
const model = join(folder, 'model.safetensors');
const flags = ['--subwords', '40', '--subword-lengths', '2,3', '--subword-dropout', '0.25'];

function train(output: string, ...more: string[]) {
  const args = ['--dev', corpus, '--epochs', '2', '--hidden', '8', '--output', output];
  return runTagger(['train', corpus, ...args, ...more]);
}

let described: ReturnType<typeof inspect>;
beforeAll(() => {
  writeFileSync(corpus, tinyCorpus);
  expect(train(model, ...flags).exitCode).toBe(0);
  described = inspect(model);
});
afterAll(() => rmSync(folder, { recursive: true }));

function inspect(path: string) {
  return JSON.parse(runTagger(['inspect', '--json', path]).stdout);
}

test('--subwords learns as many parts of words, and the model records the flags', () => {
  const { subwords, subwordCount, provenance } = described;
  expect(subwords).toEqual({ lengths: [2, 3], most: 40 });
  expect(subwordCount).toBe(40);
  expect(provenance.training.subwordDropout).toBe(0.25);
  expect(runTagger(['inspect', model]).stdout).toMatch(
    /^subwords +40 learned, of 2, 3 characters$/m,
  );
});

test('one thread makes the same model as two', () => {
  const alone = join(folder, 'alone.safetensors');
  expect(train(alone, ...flags, '--threads', '1').exitCode).toBe(0);
  expect(readFileSync(alone).equals(readFileSync(model))).toBe(true);
});

test('the model scores and tags as in training', () => {
  const { stdout } = runTagger(['eval', corpus, '--json', '--model', model]);
  expect(JSON.parse(stdout)).toMatchObject(described.provenance.scores.dev);
});

test('the model tags with integers, too', () => {
  const args = ['eval', corpus, '--json', '--model', model, '--arithmetic', 'int8'];
  const { exitCode, stdout } = runTagger(args);
  expect(exitCode).toBe(0);
  const { tokenCount } = described.provenance.scores.dev;
  expect(JSON.parse(stdout)).toMatchObject({ tokenCount });
});

test('--quantize stores subwords in a quarter of the room, and --from starts from them', () => {
  const [small, next] = ['small', 'next'].map((name) => join(folder, `${name}.safetensors`));
  expect(train(small, ...flags, '--quantize').exitCode).toBe(0);
  // Of 40 × 100 numbers three bytes each are saved, beside those of the words.
  expect(statSync(model).size - statSync(small).size).toBeGreaterThan(3 * 40 * 100);
  const { provenance } = inspect(small);
  const { stdout } = runTagger(['eval', corpus, '--json', '--model', small]);
  expect(JSON.parse(stdout)).toMatchObject(provenance.scores.dev);
  expect(train(next, '--from', small, ...flags).exitCode).toBe(0);
  expect(inspect(next).subwordCount).toBe(40);
});

test('a base model without subwords does not get any', () => {
  const plain = join(folder, 'plain.safetensors');
  expect(train(plain).exitCode).toBe(0);
  const found = inspect(plain);
  expect(found).not.toHaveProperty('subwordCount');
  expect(found.provenance.training).not.toHaveProperty('subwordDropout');
  const { exitCode, stderr } = train(join(folder, 'x'), '--from', plain, '--subwords', '40');
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `tagger: --subwords 40: the network of --from ${plain} has --subwords 0, and fine-tuning keeps it; leave --subwords out (see tagger train --help)\n`,
  );
});

test('a model with subwords is no base of an ensemble', () => {
  const output = join(folder, 'ensemble.safetensors');
  const { exitCode, stderr } = train(output, '--from', model, '--ensemble', '2');
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `tagger: --ensemble: cannot be combined with the subwords of ${model} (see tagger train --help)\n`,
  );
  expect(existsSync(output)).toBe(false);
});
