import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'train-from-'));
const model = join(folder, 'teddy.safetensors');
const corpus = join(folder, 'other.conll');

// The sample data, and a small corpus of it with another name for persons and without ORG and MISC.
beforeAll(() => {
  const args = ['--dev', 'data/teddy/dev.conll', '--output', model, '--epochs', '3'];
  const shape = ['--hidden', '16', '--cell', 'gru', '--word-dimension', '20'];
  expect(runTagger(['train', 'data/teddy/train.conll', ...args, ...shape]).exitCode).toBe(0);
  const dev = readFileSync('data/teddy/dev.conll', 'utf8');
  const renamed = dev.replace(/-PER$/gm, '-human').replace(/[BI]-(?:ORG|MISC)$/gm, 'O');
  writeFileSync(corpus, `${renamed}\nZoë B-human\nlaughed O\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function fineTune(name: string, ...flags: string[]) {
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

test('--from takes the network of the base model, and the words and types of the corpus are added', async () => {
  const { exitCode, stderr, output } = fineTune('next', '--from', model, '--hidden', '16');
  expect(exitCode).toBe(0);
  const line =
    /^base model teddy\.safetensors: 1,9\d\d words, \d+ characters; new: 1\d\d words \(0 with a vector\), \d+ characters?, type human; dropped: types MISC, ORG, PER$/m;
  expect(stderr).toMatch(line);
  const before = await metadataOf(model);
  const { config, types, provenance } = await metadataOf(output);
  expect(config).toEqual(before.config);
  expect(types).toEqual(['LOC', 'human']);
  const { name, sha256, provenance: inherited } = provenance.from;
  expect({ name, sha256 }).toEqual({ name: 'teddy.safetensors', sha256: fingerprint(model) });
  expect(inherited).toEqual(before.provenance);

  const evaluated = runTagger(['eval', corpus, '--model', output]);
  expect(stderr).toContain(evaluated.stdout);

  // Only name and SHA-256 are kept of the base model's base model.
  const last = await metadataOf(fineTune('last', '--from', output).output);
  expect(last.provenance.from.provenance.from).toEqual({ name, sha256 });
});

test('the same command gives the same bytes, and each of several runs starts from the base model', () => {
  const alone = fineTune('alone', '--from', model, '--seed', '2');
  const again = fineTune('again', '--from', model, '--seed', '2');
  expect(fingerprint(again.output)).toBe(fingerprint(alone.output));
  // Without the speed.
  const epochsOf = (stderr: string) => stderr.match(/^epoch .* loss +\S+/gm);
  const { stderr } = fineTune('runs', '--from', model, '--runs', '2');
  expect(epochsOf(stderr)?.slice(2)).toEqual(epochsOf(alone.stderr));
});

test('eval knows from the model which entities its training had, and those of the base model', async () => {
  const seenIn = (corpus: string, ...flags: string[]) => {
    const { stdout } = runTagger(['eval', corpus, '--report', 'text', ...flags]);
    return /^by seen in training\n(?:.+\n)+/m.exec(stdout)?.[0];
  };
  const [test, training] = ['data/teddy/test.conll', 'data/teddy/train.conll'];
  const own = seenIn(test, '--model', model);
  expect(own).toMatch(/^unseen( +\d+\.\d\d){3} +[1-9]/m);
  expect(own).toBe(seenIn(test, '--model', model, '--training', training));
  const { output } = fineTune('known', '--from', model);
  for (const trained of [training, corpus]) {
    expect(seenIn(trained, '--model', output)).not.toMatch(/^unseen( +\d+\.\d\d){3} +[1-9]/m);
  }
  expect(seenIn(training, '--model', 'en')).not.toMatch(/^unseen( +\d+\.\d\d){3} +[1-9]/m);
  const { tagger, provenance } = await readModel(model, 'exact');
  const content = { ...tagger.content, trainingEntities: undefined };
  const old = join(folder, 'without-entities');
  await writeModel(old, { ...tagger, content }, provenance);
  expect(seenIn(test, '--model', old)).toBe(
    'by seen in training\nnot known, as the model does not hold its training entities; give --training FILE\n',
  );
});

test('eval reports the learning curve that the model holds', async () => {
  const page = join(folder, 'report.html');
  const flags = ['--model', model, '--report', 'json', '--report', `html=${page}`];
  const { stdout } = runTagger(['eval', 'data/teddy/test.conll', ...flags]);
  const { learningCurve } = (await metadataOf(model)).provenance;
  expect(learningCurve).toHaveLength(3);
  expect(JSON.parse(stdout).systems[0].learningCurve).toEqual(learningCurve);
  expect(readFileSync(page, 'utf8')).toContain('<h2 id="learning-title">Learning curve</h2>');
});

test('--keep-vectors keeps the first vectors of the base model, and needs some', async () => {
  const none = fineTune('no-vectors', '--from', model, '--keep-vectors', '5');
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toBe(
    `tagger: --keep-vectors: ${model} has no word vectors (see tagger train --help)\n`,
  );
  const vectors = join(folder, 'vectors.txt');
  const words = ['said', 'the', 'Paris', 'Teddy', 'unread', 'nowhere'];
  writeFileSync(vectors, words.map((word, n) => `${word} ${n} 0.5 -1\n`).join(''));
  const base = join(folder, 'with-vectors.safetensors');
  const args = ['train', corpus, '--dev', corpus, '--output', base, '--epochs', '1'];
  const shape = ['--hidden', '8', '--vectors', vectors];
  expect(runTagger([...args, ...shape]).exitCode).toBe(0);
  const { stderr, output } = fineTune('fewer', '--from', base, '--keep-vectors', '2');
  expect(stderr).toContain('6 vectors (2 kept)');
  const { tagger, provenance } = await readModel(output, 'exact');
  expect(tagger.content.vectors?.words).toEqual(['said', 'the']);
  expect(provenance.keepVectors).toBe(2);
});

test('flags that contradict the base model are wrong usage, reported before a corpus is read', () => {
  const { exitCode, stderr, output } = fineTune('wrong', '--from', model, '--cell', 'lstm');
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `tagger: --cell lstm: the network of --from ${model} has --cell gru, and fine-tuning keeps it; leave --cell out (see tagger train --help)\n`,
  );
  expect(existsSync(output)).toBe(false);
});

test('a base model that is not a model file is refused', () => {
  const { exitCode, stderr } = fineTune('wrong', '--from', corpus);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(`tagger: ${corpus}: expected a safetensors file, found text\n`);
});

test('--quantize writes a smaller model and prints its score, and --from starts from its words', async () => {
  const network = ['--hidden', '16', '--learning-rate', '0.03', '--batch-size', '4'];
  const large = fineTune('large', ...network);
  const small = fineTune('small', ...network, '--quantize', '--runs', '2', '--test', corpus);
  expect(small.exitCode).toBe(0);
  expect(small.stderr).toMatch(
    /^quantized \d{3} learned words: dev F1 \d+\.\d\d, \d+\.\d\d before$/m,
  );
  expect(readFileSync(small.output).length).toBeLessThan(0.9 * readFileSync(large.output).length);
  const { exitCode, stdout } = runTagger(['eval', corpus, '--json', '--model', small.output]);
  expect(exitCode).toBe(0);
  const { scores, quantized, runs } = (await metadataOf(small.output)).provenance;
  expect(JSON.parse(stdout)).toMatchObject(scores.dev);
  expect(scores.test).toEqual(scores.dev);
  expect(quantized.words).toBeGreaterThan(100);
  expect(runs.dev).toContain(quantized.unquantizedDevF1);
  const next = fineTune('next-small', '--from', small.output);
  expect(next.stderr).toMatch(
    /^base model small: 0 words, (\d{3}) vectors, .* new: \1 words \(\1 with a vector\)/m,
  );
});

test('--from en --quantize joins the learned words to the many vectors of the model', async () => {
  const output = join(folder, 'from-en.safetensors');
  const few = join(folder, 'few.conll');
  const dev = readFileSync('data/teddy/dev.conll', 'utf8');
  writeFileSync(few, dev.split('\n\n').slice(0, 10).join('\n\n'));
  const flags = ['--from', 'en', '--quantize', '--epochs', '1', '--output', output];
  const { exitCode, stderr } = runTagger(['train', few, '--dev', few, ...flags]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: expect.stringMatching(/^quantized \d+ learned words: dev F1 /m),
  });
});
