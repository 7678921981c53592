// `tagger train --ensemble`, and what the other commands make of its model.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadTagger } from '../../src/index.js';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'train-ensemble-'));
afterAll(() => rmSync(folder, { recursive: true }));
const corpus = join(folder, 'tiny.conll');
writeFileSync(corpus, tinyCorpus);

const small = ['--hidden', '8', '--epochs', '20', '--patience', '20', '--learning-rate', '0.03'];
const pathOf = (name: string) => join(folder, name);
const trainTo = (name: string, ...flags: string[]) =>
  runTagger(['train', corpus, '--dev', corpus, '--output', pathOf(name), ...small, ...flags]);

const log = pathOf('log.jsonl');
const trained = trainTo('m', '--ensemble', '2', '--seed', '5', '--test', corpus, '--log', log);
const model = pathOf('m');

async function modelOf(name: string) {
  const { metadata, tensors } = await readSafetensors(pathOf(name));
  return { metadata, tensors, provenance: JSON.parse(metadata.provenance) };
}

test('the members are the runs of these seeds, and the ensemble is scored', async () => {
  const { exitCode, stderr } = trained;
  expect(exitCode).toBe(0);
  const line = /^run \d\/2, seed (\d): dev F1 (\S+) \(epoch (\d+)\)/gm;
  const runs = [...stderr.matchAll(line)].map(([, ...shown]) => shown);
  expect(runs.map(([seed]) => seed)).toEqual(['5', '6']);
  const members = runs.map(([, f1]) => f1).join(', ');
  const ensemble = /^ensemble of 2 networks: dev F1 (\S+), of its members (.*)$/m.exec(stderr);
  expect(ensemble?.[2]).toBe(members);
  expect(stderr).toContain('\ndev, ensemble of 2 networks:\n');
  const { metadata, tensors, provenance } = await modelOf('m');
  expect(metadata.format_version).toBe('2');
  expect(provenance.ensemble.seeds).toEqual([5, 6]);
  expect(provenance.ensemble.epochs.map(String)).toEqual(runs.map(([, , epoch]) => epoch));
  expect(provenance.scores.dev.overall.f1.toFixed(2)).toBe(ensemble?.[1]);
  expect(provenance.scores.test).toEqual(provenance.scores.dev);
  expect(provenance.runs).toBeUndefined();
  trainTo('single', '--seed', '6', '--test', corpus);
  const single = await modelOf('single');
  const name = 'encoder.weight_hh_l0';
  expect(tensors.get(`members.1.${name}`)?.data).toEqual(single.tensors.get(name)?.data);
});

test('the log ends with the temperature of the ensemble', () => {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ seeds: [5, 6], temperature: 1 });
  expect(lines).toHaveLength(2 * 21 + 1);
});

test('the same seed gives the same bytes, for any number of threads', () => {
  trainTo('again', '--ensemble', '2', '--seed', '5', '--test', corpus, '--threads', '2');
  expect(readFileSync(pathOf('again'))).toEqual(readFileSync(model));
});

test('tag, eval and inspect take the model', async () => {
  const text = pathOf('text.txt');
  writeFileSync(text, 'Teddy Roosevelt saw Paris .\n'.repeat(40));
  const tag = (...flags: string[]) => runTagger(['tag', '--model', model, text, ...flags]).stdout;
  const jsonl = tag('--format', 'jsonl', '--threads', '1');
  const { entities } = JSON.parse(jsonl.slice(0, jsonl.indexOf('\n')));
  expect(entities.map(({ label }: { label: string }) => label)).toEqual(['PER', 'LOC']);
  expect(tag('--format', 'jsonl', '--threads', '2')).toBe(jsonl);
  const tagger = await loadTagger(model);
  const found = tagger.tag('Teddy Roosevelt saw Paris .');
  const rounded = found.map((entity) => {
    return { ...entity, confidence: Number(entity.confidence.toFixed(4)) };
  });
  expect(rounded).toEqual(entities);
  const limit = String(found[0].confidence + 1e-4);
  expect(tag('--format', 'jsonl', '--min-confidence', limit)).not.toBe(jsonl);
  const evaluated = runTagger(['eval', corpus, '--model', model, '--json']);
  const { provenance } = await modelOf('m');
  expect(JSON.parse(evaluated.stdout).overall.f1).toBe(provenance.scores.dev.overall.f1);
  const { stdout } = runTagger(['inspect', model]);
  expect(stdout).toMatch(/^networks +2, which tag together/m);
  expect(stdout).toMatch(/^ensemble +F1 of seeds 5, 6/m);
  expect(JSON.parse(runTagger(['inspect', model, '--json']).stdout).memberCount).toBe(2);
});

test('an ensemble has no gates to show', () => {
  const { exitCode, stderr } = runTagger(['inspect', model, '--gates', 'Teddy slept']);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `tagger: ${model}: expected a model of one network, whose gates can be shown, found an ensemble of 2\n`,
  );
});

test('--quantize stores the words of each member in a quarter of the bytes', async () => {
  const { exitCode, stderr } = trainTo('small', '--ensemble', '2', '--seed', '5', '--quantize');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^quantized \d+ learned words: dev F1 /m);
  const { tensors } = await modelOf('small');
  const { tensors: whole } = await modelOf('m');
  const [count] = whole.get('embedding.words')?.shape ?? [];
  expect(tensors.get('members.1.vectors.weight')?.shape[0]).toBeGreaterThan(10);
  expect(tensors.get('embedding.words')?.shape[0]).toBeLessThan(count);
});

test('a fine-tuned ensemble has one base model, and an ensemble is none', () => {
  const { exitCode, stderr } = trainTo('tuned', '--from', pathOf('single'), '--ensemble', '2');
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('ensemble of 2 networks')]);
  const refused = runTagger(['train', corpus, '--from', model, '--output', pathOf('no')]);
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(
      `tagger: ${model}: expected a model of one network, found an ensemble of 2: fine-tune one network with --ensemble 2\n`,
    ),
  });
  expect(existsSync(pathOf('no'))).toBe(false);
});

test('without a run that has weights no model is written', () => {
  const explosive = ['--learning-rate=1e38', '--clip-norm', '0', '--batch-size', '2'];
  const flags = ['--output', pathOf('none'), '--epochs', '2', ...explosive];
  const { exitCode, stderr } = runTagger(['train', corpus, '--ensemble', '2', ...flags]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('no model was written\n');
});

test.each([
  [['--ensemble', '3', '--runs', '3'], '--ensemble: cannot be combined with --runs'],
  [['--ensemble', '2', '--subwords', '9'], '--subwords: cannot be combined with --ensemble'],
  [['--ensemble', '1'], '--ensemble: expected a whole number from 2 to 16, found 1'],
  [['--ensemble', '17'], '--ensemble: expected a whole number from 2 to 16, found 17'],
  [
    ['--seed', '4294967290', '--ensemble', '7'],
    '--ensemble: expected at most 6 with --seed 4294967290, found 7: the largest seed is 4294967295',
  ],
])('%j is wrong usage', (flags, message) => {
  const { exitCode, stderr } = trainTo('x', ...flags);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`tagger: ${message}`)]);
});
