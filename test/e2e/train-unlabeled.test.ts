import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { createCases, fingerprint } from './interrupted-training.js';
import { runBash, runTagger } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const cases = createCases('unlabeled');
afterAll(cases.remove);

const inBase = (name: string, content: string | Uint8Array) => {
  const path = join(cases.base, name);
  writeFileSync(path, content);
  return path;
};
const paragraph = 'Anna Berg saw Paris . Teddy Roosevelt lives in New York . It rained here .\n';
const text = inBase('text.txt.gz', gzipSync(paragraph.repeat(40)));
const columns = inBase('text.conll', tinyCorpus.replace(/^(\S+) .*$/gm, '$1').repeat(3));
const teacher = join(cases.base, 'teacher.safetensors');
beforeAll(() => writeTinyModel(teacher));

const small = ['--dev', cases.corpus, '--hidden', '4', '--epochs', '3', '--characters', 'none'];
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function provenanceOf(path: string) {
  const { metadata } = await readSafetensors(path);
  return { ...JSON.parse(metadata.provenance), words: metadata.words };
}

test('a teacher is trained first, and the student learns from what it labels', async () => {
  const { output, train } = cases.start();
  const flags = [...small, '--unlabeled', text, '--test', cases.corpus];
  const { exitCode, stderr } = train(...flags, '--threads', '1');
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`\n${text}: 640 words without labels\nteacher:\n`);
  expect(stderr).toMatch(/^the teacher labeled 120 sentences, 640 tokens\nstudent:$/m);
  // The teacher is not scored on the test sentences.
  expect(stderr.match(/^test:$/gm)).toHaveLength(1);
  const { unlabeled } = await provenanceOf(output);
  expect(unlabeled).toMatchObject({
    sentences: 120,
    tokens: 640,
    teacher: { seed: 1, epoch: expect.any(Number), devF1: expect.any(Number) },
    files: { 1: { name: 'text.txt.gz', sha256: sha256(text) } },
  });

  const whole = fingerprint(output);
  expect(train(...flags, '--force').exitCode).toBe(0);
  expect(fingerprint(output)).toBe(whole);
});

test('a given teacher labels text and columns, of which a part is drawn', async () => {
  const { output, train } = cases.start();
  const files = ['--unlabeled', text, '--unlabeled', columns];
  const flags = [...small, ...files, '--teacher', teacher];
  const { exitCode, stderr } = train(...flags, '--unlabeled-words', '300', '--runs', '2');
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain('teacher:');
  const { unlabeled } = await provenanceOf(output);
  expect(unlabeled.teacher).toEqual({ name: basename(teacher), sha256: sha256(teacher) });
  expect(unlabeled.files[2]).toEqual({ name: 'text.conll', sha256: sha256(columns) });
  expect(unlabeled.tokens).toBeGreaterThan(150);
  expect(unlabeled.tokens).toBeLessThan(450);
});

test('a text without a sentence that the teacher can label is refused', () => {
  const long = inBase('long.txt', `${'word '.repeat(400)}\n`);
  const { output, train } = cases.start();
  const { exitCode, stderr } = train(...small, '--unlabeled', long, '--teacher', teacher);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    `tagger: ${long}: expected sentences of at most 150 tokens, found none with --unlabeled-words 1000000\n`,
  );
  expect(existsSync(output)).toBe(false);
});

test('killed and resumed, a student gets the same bytes; other text is refused', async () => {
  const { output, checkpoint, train, resume, trainUntil } = cases.start();
  const flags = [...small, '--teacher', teacher, '--batch-size', '16'];
  const { exitCode } = await trainUntil(12, 'SIGKILL', [...flags, '--unlabeled', text]);
  expect(exitCode).toBe(null);
  const other = resume(...flags, '--unlabeled', columns);
  expect(other.exitCode).toBe(1);
  expect(other.stderr).toContain(
    `${checkpoint}: expected the content of --unlabeled to be that of the interrupted training, found another`,
  );
  expect(resume(...flags, '--unlabeled', text).exitCode).toBe(0);
  const resumed = fingerprint(output);
  expect(train(...flags, '--unlabeled', text, '--force').exitCode).toBe(0);
  expect(fingerprint(output)).toBe(resumed);
});

test('a signal during the training of the teacher ends without a model', () => {
  const { folder } = cases.start();
  const model = join(folder, 'm.safetensors');
  const log = join(folder, 'stderr');
  const command = `$tagger train ${cases.corpus} --epochs 100000 --unlabeled ${text} --output ${model} 2> ${log}`;
  const wait = `until grep -q "1/100000" ${log}; do sleep 0.05; done`;
  const { exitCode } = runBash(`${command} & ${wait}; kill -TERM $!; wait $!`);
  expect({ exitCode, last: readFileSync(log, 'utf8').trim().split('\n').at(-1) }).toEqual({
    exitCode: 143,
    last: 'tagger: warning: interrupted before the training of the student; no model was written',
  });
  expect(existsSync(model)).toBe(false);
});

test('a teacher that lacks a type is refused; one with more types is not', () => {
  const { output } = cases.start();
  const train = (name: string, corpus: string) =>
    runTagger([
      ...['train', inBase(name, corpus), '--output', output, '--epochs', '1'],
      ...['--unlabeled', text, '--teacher', teacher],
    ]);
  const renamed = train('renamed.conll', tinyCorpus.replace(/-ORG/g, '-COMPANY'));
  expect(renamed).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(
      `tagger: ${teacher}: expected a teacher that knows the types of ${join(cases.base, 'renamed.conll')}, found one without COMPANY\n`,
    ),
  });
  const fewer = train('fewer.conll', tinyCorpus.replace(/[BI]-(?:ORG|LOC)/g, 'O'));
  expect(fewer.exitCode).toBe(0);
});

const word = 'Anna\n';
test.each([
  ['empty.txt', '\n\n', 'expected text, found no words'],
  [
    'columns.txt',
    word.repeat(60),
    'expected a paragraph on each line, found 1.0 words a line; a file of columns needs a name that ends in .conll or the like',
  ],
])('unusable text in %s is refused', (name, content, message) => {
  const { train } = cases.start();
  const path = inBase(name, content);
  expect(train(...small, '--unlabeled', path)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(`tagger: ${path}: ${message}\n`),
  });
});

test.each([
  [['--teacher', 'en'], '--teacher: requires --unlabeled'],
  [['--unlabeled-words', '7'], '--unlabeled-words: requires --unlabeled'],
  [
    ['--unlabeled', text, '--resume'],
    '--resume: requires --teacher with --unlabeled: there is no checkpoint of a teacher that the same command trains',
  ],
  [
    ['--unlabeled', text, '--checkpoint', 'c'],
    '--checkpoint: requires --teacher with --unlabeled: there is no checkpoint of a teacher that the same command trains',
  ],
])('wrong usage: %j', (flags, message) => {
  const { train } = cases.start();
  expect(train(...flags)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`tagger: ${message}`),
  });
});
