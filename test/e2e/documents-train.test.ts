// Trainings that read documents, and the models of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { createCases, fingerprint } from './interrupted-training.js';
import { runTagger } from './run-tagger.js';
import { tinyCorpus, withEnds } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'documents-train-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pathOf = (name: string) => join(folder, name);

// Twenty sentences, four in each document.
const sentences = `${tinyCorpus}\n${withEnds(tinyCorpus, '!')}`.split('\n\n');
const unmarked = pathOf('unmarked.conll');
const marked = pathOf('marked.conll');
const markedText = sentences
  .map((rows, index) => (index % 4 === 0 ? `-DOCSTART- O\n\n${rows}` : rows))
  .join('\n\n');
writeFileSync(unmarked, sentences.join('\n\n'));
writeFileSync(marked, markedText);

const small = ['--hidden', '4', '--epochs', '2', '--learning-rate', '0.03'];
const train = (name: string, corpus: string, ...flags: string[]) =>
  runTagger(['train', corpus, '--output', pathOf(name), ...small, ...flags]);

async function modelOf(name: string) {
  const { metadata, tensors } = await readSafetensors(pathOf(name));
  const weights = [...tensors].map(([name, { data }]) => [name, data]);
  return {
    config: JSON.parse(metadata.config),
    provenance: JSON.parse(metadata.provenance),
    weights,
  };
}

const inspect = (name: string) => runTagger(['inspect', pathOf(name)]).stdout;

const reads = 'the network reads what each says about words with capitals';
const first = train('marked', marked, '--dev', marked);

test('a corpus that marks documents trains a network that reads them', async () => {
  expect(first.exitCode).toBe(0);
  expect(first.stderr).toContain(`${marked}: 5 documents; ${reads}\n`);
  const { config } = await modelOf('marked');
  expect(config.documents).toBe(true);
  expect(inspect('marked')).toMatch(/^documents +what they say about words with capitals$/m);
});

test('eval gives the score on dev of the training', async () => {
  const { provenance } = await modelOf('marked');
  const { stdout } = runTagger(['eval', marked, '--model', pathOf('marked'), '--json']);
  const { precision, recall, f1 } = JSON.parse(stdout).overall;
  expect(provenance.scores.dev.overall).toMatchObject({ precision, recall, f1 });
});

test('without marks, or with --no-documents, no network reads documents', async () => {
  expect(train('unmarked', unmarked).stderr).not.toContain(reads);
  expect(train('no-documents', marked, '--no-documents').stderr).not.toContain(reads);
  const [one, other] = [await modelOf('unmarked'), await modelOf('no-documents')];
  expect(Object.keys(one.config)).not.toContain('documents');
  expect(other.config).toEqual(one.config);
  expect(other.weights).toEqual(one.weights);
  expect(inspect('unmarked')).not.toContain('documents');
});

test('--documents reads documents of a corpus that marks none', async () => {
  const { exitCode, stderr } = train('documents', unmarked, '--documents');
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain(reads);
  const effect = 'so the network learns nothing from documents';
  expect(stderr).toContain(
    `warning: ${unmarked}: marks no document of several sentences, ${effect}\n`,
  );
  expect((await modelOf('documents')).config.documents).toBe(true);
});

test('dev without marks is read sentence by sentence, with a warning', () => {
  const effect = 'so each sentence is read alone';
  const warning = `warning: ${unmarked}: marks no document of several sentences, ${effect}\n`;
  expect(train('dev-unmarked', marked, '--dev', unmarked).stderr).toContain(warning);
  expect(first.stderr).not.toContain('marks no document');
});

test('--documents is refused if words are read in parts', () => {
  expect(train('characters', marked, '--documents', '--tokenizer', 'characters')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'tagger: --documents: cannot be combined with --tokenizer characters, which reads parts of words (see tagger train --help)\n',
  });
});

test('with --tokenizer characters alone, none are read', async () => {
  expect(train('characters', marked, '--tokenizer', 'characters').exitCode).toBe(0);
  expect((await modelOf('characters')).config.documents).toBeUndefined();
});

test('a model that reads documents is trained on, and --no-documents is refused for it', async () => {
  const from = ['--from', pathOf('marked'), '--dev', marked];
  const others = small.slice(2);
  const tune = (...flags: string[]) =>
    runTagger(['train', unmarked, '--output', pathOf('tuned'), ...others, ...from, ...flags]);
  const { exitCode, stderr } = tune();
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain('marks no document');
  expect((await modelOf('tuned')).config.documents).toBe(true);
  expect(tune('--documents', '--force').stderr).toContain(
    `warning: ${unmarked}: marks no document of several sentences, so the network learns nothing from documents\n`,
  );
  const refused = tune('--no-documents', '--force');
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain(
    `tagger: --no-documents: the network of --from ${pathOf('marked')} has --documents, and fine-tuning keeps it; leave --no-documents out (`,
  );
  const split = tune('--tokenizer', 'characters', '--force');
  expect(split.exitCode).toBe(2);
  expect(split.stderr).toContain(
    `tagger: --tokenizer characters: requires a base model that reads no documents, but ${pathOf('marked')} does (`,
  );
});

test('two threads give the same bytes', () => {
  train('threads', marked, '--dev', marked, '--threads', '2');
  expect(readFileSync(pathOf('threads'))).toEqual(readFileSync(pathOf('marked')));
});

test('an interrupted training ends with the same bytes', async () => {
  const cases = createCases('resume-documents');
  writeFileSync(cases.corpus, markedText);
  const { output, resume, trainUntil, train } = cases.start();
  await trainUntil(3, 'SIGKILL', small);
  expect(resume(...small).stderr).toContain('going on after ');
  const resumed = fingerprint(output);
  expect(train(...small, '--force').exitCode).toBe(0);
  expect(resumed).toBe(fingerprint(output));
  cases.remove();
});

test('an ensemble and a quantized model read documents, with each arithmetic', async () => {
  expect(train('small', marked, '--ensemble', '2', '--quantize').exitCode).toBe(0);
  expect((await modelOf('small')).config.documents).toBe(true);
  const input = 'Teddy Roosevelt saw Paris. Paris saw Roosevelt.\n';
  const tag = (...flags: string[]) =>
    runTagger(['tag', '--model', pathOf('small'), '--min-confidence', '0.01', ...flags], { input });
  expect(tag('--arithmetic', 'int8')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(tag('--threads', '2')).toEqual(tag('--threads', '1'));
});
