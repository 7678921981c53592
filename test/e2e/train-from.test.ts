import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSafetensors } from '../../src/safetensors/safetensors.js';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'train-from-'));
const model = join(folder, 'teddy.safetensors');
const corpus = join(folder, 'other.conll');

// The sample data, and a small corpus of it in which persons are called otherwise and nothing else has a name.
beforeAll(() => {
  const args = ['--dev', 'data/teddy/dev.conll', '--output', model, '--epochs', '3'];
  const shape = ['--hidden', '16', '--cell', 'gru', '--word-dimension', '20'];
  expect(runTagger(['train', 'data/teddy/train.conll', ...args, ...shape]).exitCode).toBe(0);
  const dev = readFileSync('data/teddy/dev.conll', 'utf8');
  const renamed = dev.replace(/-PER$/gm, '-human').replace(/[BI]-(?:ORG|MISC)$/gm, 'O');
  writeFileSync(corpus, `${renamed}\nZoë B-human\nlaughed O\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function goOn(name: string, ...flags: string[]) {
  const output = join(folder, name);
  const args = ['train', corpus, '--dev', corpus, '--output', output, '--epochs', '2'];
  return { ...runTagger([...args, ...flags]), output };
}

const fingerprint = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function metadataOf(path: string) {
  const { metadata } = await readSafetensors(path);
  const parse = (name: string) => JSON.parse(metadata[name]);
  return { config: parse('config'), types: parse('types'), provenance: parse('provenance') };
}

test('--from takes the network of the model and goes on with the words and types of the corpus', async () => {
  const { exitCode, stderr, output } = goOn('next', '--from', model, '--hidden', '16');
  expect(exitCode).toBe(0);
  const told =
    /^from teddy\.safetensors: 1,9\d\d words, \d+ letters; new 1\d\d words \(0 by vectors\), \d+ letters?, type human, given up types MISC, ORG, PER$/m;
  expect(stderr).toMatch(told);
  const before = await metadataOf(model);
  const { config, types, provenance } = await metadataOf(output);
  expect(config).toEqual(before.config);
  expect(types).toEqual(['LOC', 'human']);
  const { name, sha256, provenance: inherited } = provenance.from;
  expect({ name, sha256 }).toEqual({ name: 'teddy.safetensors', sha256: fingerprint(model) });
  expect(inherited).toEqual(before.provenance);

  const evaluated = runTagger(['eval', corpus, '--model', output]);
  expect(stderr).toContain(evaluated.stdout);

  // Of the model before the last, name and fingerprint are enough.
  const last = await metadataOf(goOn('last', '--from', output).output);
  expect(last.provenance.from.provenance.from).toEqual({ name, sha256 });
});

test('the same command gives the same bytes, and of several runs each begins with the model', () => {
  const alone = goOn('alone', '--from', model, '--seed', '2');
  const again = goOn('again', '--from', model, '--seed', '2');
  expect(fingerprint(again.output)).toBe(fingerprint(alone.output));
  const epochsOf = (stderr: string) => stderr.match(/^epoch .*$/gm);
  const { stderr } = goOn('runs', '--from', model, '--runs', '2');
  expect(epochsOf(stderr)?.slice(2)).toEqual(epochsOf(alone.stderr));
});

test('flags for another network than the model has are wrong usage, told before anything is read', () => {
  const { exitCode, stderr, output } = goOn('wrong', '--from', model, '--cell', 'lstm');
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `tagger: --cell: expected gru, as the network of --from ${model} has it, found lstm (see tagger train --help)\n`,
  );
  expect(existsSync(output)).toBe(false);
});

test('a model that is none is refused', () => {
  const { exitCode, stderr } = goOn('wrong', '--from', corpus);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(`tagger: ${corpus}: expected a safetensors file, found text\n`);
});

test('--quantize writes a smaller model, tells what it scores, and --from begins with its words', async () => {
  const large = goOn('large');
  const small = goOn('small', '--quantize', '--runs', '2', '--test', corpus);
  expect(small.exitCode).toBe(0);
  expect(small.stderr).toMatch(
    /^\d{3} learned words rounded to bytes: dev F1 \d+\.\d\d, before \d+\.\d\d$/m,
  );
  expect(readFileSync(small.output).length).toBeLessThan(0.9 * readFileSync(large.output).length);
  const { exitCode, stdout } = runTagger(['eval', corpus, '--json', '--model', small.output]);
  expect(exitCode).toBe(0);
  const { scores, quantized, runs } = (await metadataOf(small.output)).provenance;
  expect(scores.dev).toEqual(JSON.parse(stdout));
  expect(scores.test).toEqual(scores.dev);
  expect(quantized.words).toBeGreaterThan(100);
  expect(runs.dev).toContain(quantized.unrounded_dev_f1);
  const next = goOn('next-small', '--from', small.output);
  expect(next.stderr).toMatch(
    /^from small: 0 words beside (\d{3}) vectors, .* new \1 words \(\1 by vectors\)/m,
  );
});
