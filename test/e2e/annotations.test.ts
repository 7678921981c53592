import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { readers } from '../../src/annotations/corpus/readers.js';
import { corpusFormats } from '../../src/cli/commands/corpus-flags.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const exampleOf = (name: string) => join('test', 'annotations', 'examples', name);
const model = join(tmpdir(), 'tiny.safetensors');

beforeAll(() => writeTinyModel(model));

function write(name: string, content: string): string {
  const path = join(tmpdir(), name);
  writeFileSync(path, content);
  return path;
}

const evaluate = (corpus: string, ...more: string[]) =>
  runTagger(['eval', corpus, '--model', model, ...more]);

test('--input-format has the names of all readers', () => {
  expect([...corpusFormats].sort()).toEqual(readers.map(({ name }) => name).sort());
});

test('train takes a folder of brat, with exports of other tools as dev and test', () => {
  const { exitCode, stderr } = runTagger([
    ...['train', exampleOf('brat'), '--dev', exampleOf('doccano.jsonl')],
    ...['--test', exampleOf('label-studio.json'), '--epochs', '1', '--threads', '1'],
    ...['--output', join(tmpdir(), 'brat.safetensors')],
  ]);
  expect(exitCode).toBe(0);
  expect(stderr).toContain(
    'brat: 3 sentences, 30 tokens, brat folder, 2 documents, offsets in code points',
  );
  expect(stderr).toContain(
    'brat: 2 relations left out, the first: test/annotations/examples/brat/doc-1.ann:9',
  );
  expect(stderr).toContain(
    'doccano.jsonl: 3 sentences, 14 tokens, doccano export, 3 documents, offsets in UTF-16 units',
  );
  expect(stderr).toContain(
    'label-studio.json: 1 record without annotations, its predictions read instead: ',
  );
});

test('eval scores a model on text with entities in brackets, which tag has printed', () => {
  const text = 'Anna Berg met Teddy Roosevelt in Paris.\nNobody was here.\n';
  const { stdout: tagged } = runTagger(['tag', '--model', model], { input: text });
  const corpus = write('tagged.txt', tagged);
  const { exitCode, stdout, stderr } = evaluate(corpus);
  expect(stderr).toContain('2 sentences, 12 tokens, text with entities in brackets, 1 document');
  expect(stdout).toContain('with 3 phrases; found: 3 phrases; correct: 3.');
  expect(exitCode).toBe(0);
});

test('eval scores predictions in another format than the corpus', () => {
  const corpus = write('gold.conll', 'Anna B-PER\nmet O\nBo B-PER\n');
  const predicted = write('predicted.jsonl', '["Anna met Bo", {"entities": [[0, 4, "PER"]]}]\n');
  const { stdout } = runTagger(['eval', corpus, '--predictions', predicted]);
  expect(stdout).toContain('with 2 phrases; found: 1 phrases; correct: 1.');
});

test('eval refuses a predicted column of a corpus without columns', () => {
  const { exitCode, stderr } = runTagger(['eval', exampleOf('brat'), '--predicted-column', '2']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'brat: --predicted-column needs a column file, found brat folder, 2 documents',
  );
});

test('--training may be what a tool exports', () => {
  const corpus = write('seen.conll', 'Peter B-PERSON\nBlackburn I-PERSON\n');
  const training = ['--training', exampleOf('doccano.jsonl')];
  const { stdout } = evaluate(corpus, ...training, '--report', 'json');
  const [{ trainingEntities, breakdowns }] = JSON.parse(stdout).systems;
  expect(trainingEntities).toBe('file');
  expect(breakdowns[0].groups[0]).toMatchObject({ name: 'seen', gold: 1 });
});

test('--labels names the ids of tags, in a list or a file', () => {
  const corpus = exampleOf('hugging-face-ids.jsonl');
  const names = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-MISC', 'I-MISC'];
  const file = write('labels.txt', `${names.join('\n')}\n`);
  for (const labels of [names.join(','), file]) {
    const { stdout, stderr } = evaluate(corpus, '--labels', labels);
    expect(stderr).toContain('2 sentences, 7 tokens, Hugging Face records, 2 documents');
    expect(stdout).toContain('with 3 phrases');
  }
});

test('--offsets says what offsets count', () => {
  const corpus = write('units.jsonl', '{"text": "é Anna", "label": [[3, 7, "PER"]]}\n');
  expect(evaluate(corpus).stderr).toContain('offsets in bytes');
  const { exitCode, stderr } = evaluate(corpus, '--offsets', 'utf16');
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `tagger: ${corpus}:1: "label[0]": offsets 3 to 7 are beyond the end of the text (6 UTF-16 units)\n`,
  );
});

test('--offsets is for predictions too', () => {
  const corpus = write('gold.conll', '🗽 O\nbei O\nAnna B-PER\nRot O\n');
  const predictions = write(
    'predicted.jsonl',
    '{"text":"🗽 bei Anna Rot","label":[[6,10,"PER"]]}\n',
  );
  const judge = (path: string, ...more: string[]) =>
    runTagger(['eval', corpus, '--predictions', path, ...more]);
  expect(judge(predictions, '--offsets', 'codepoint').stdout).toContain('FB1: 100.00');
  expect(judge(predictions, '--offsets', 'utf16').stdout).toContain('FB1:   0.00');
  const assumed = judge(predictions);
  expect(assumed.stdout).toContain('FB1:   0.00');
  expect(assumed.stderr).toContain('assumed that offsets count UTF-16 units, but the texts fit');
  const printed = write('printed.jsonl', '{"text":"🗽 bei Anna Rot","entities":[[9,13,"PER"]]}\n');
  expect(judge(printed, '--offsets', 'byte').stdout).toContain('FB1: 100.00');
});

test('columns of a folder are refused', () => {
  const folder = tmpdir();
  const message = `${folder}: expected a file of columns, found a folder`;
  for (const command of ['check', 'eval']) {
    const options = command === 'eval' ? ['--model', model] : [];
    const { exitCode, stdout, stderr } = runTagger([
      command,
      folder,
      '--token-column',
      '1',
      ...options,
    ]);
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain(message);
  }
});

test('offsets that the texts do not decide are reported, and refused with --strict', () => {
  const corpus = write('doubt.jsonl', '{"text": "🗽 bei Anna Rot", "label": [[6, 10, "PER"]]}\n');
  const place = `the first place that differs: ${corpus}:1: "label[0]"\n`;
  const { exitCode, stderr } = evaluate(corpus);
  expect(exitCode).toBe(0);
  expect(stderr).toContain(
    `tagger: warning: ${corpus}: assumed that offsets count UTF-16 units, but the texts fit code points too; --offsets codepoint overrides this; ${place}`,
  );
  expect(evaluate(corpus, '--offsets', 'codepoint').stderr).not.toContain('assumed');
  const strict = evaluate(corpus, '--strict');
  expect(strict.exitCode).toBe(1);
  expect(strict.stderr).toBe(
    `tagger: ${corpus}: expected --offsets utf16 or --offsets codepoint, as the texts fit both UTF-16 units and code points; ${place}`,
  );
  const check = ['check', corpus, '--ignore', 'rare-type'];
  expect(runTagger(check).exitCode).toBe(0);
  expect(runTagger([...check, '--strict']).exitCode).toBe(1);
  const convert = ['convert', corpus, '-', '--to', 'inline'];
  expect(runTagger(convert).stderr).toContain('--input-offsets codepoint overrides this; ');
  expect(runTagger([...convert, '--strict'])).toMatchObject({ exitCode: 1, stdout: '' });
  expect(runTagger([...convert, '--strict', '--input-offsets', 'codepoint']).stdout).toBe(
    '🗽 bei [Anna](PER) Rot\n',
  );
});

test('--input-format reads a file in a format that its content does not show', () => {
  const corpus = write('plain.txt', 'Anna came.\n');
  const { exitCode, stderr } = evaluate(corpus, '--input-format', 'inline');
  expect(stderr).toContain('1 sentence, 3 tokens, text with entities in brackets, 1 document');
  expect(stderr).toContain('plain.txt: no entities');
  expect(exitCode).toBe(0);
});

test('flags without effect in the format that is found are refused', () => {
  const corpus = write('flags.conll', 'Anna B-PER\ncame O\n\nBo B-PER\n');
  const records = exampleOf('doccano.jsonl');
  const train = ['train', corpus, '--output', join(tmpdir(), 'flags.safetensors')];
  const none = (path: string, flag: string, format: string) => ({
    exitCode: 1,
    stderr: expect.stringContaining(
      `tagger: ${path}: ${flag} has no effect on a corpus in the format ${format}\n`,
    ),
  });
  expect(runTagger([...train, '--labels', 'O,B-PER'])).toMatchObject(
    none(corpus, '--labels', 'conll'),
  );
  expect(evaluate(corpus, '--offsets', 'byte')).toMatchObject(none(corpus, '--offsets', 'conll'));
  expect(runTagger(['check', records, '--labels', 'O,B-PER'])).toMatchObject(
    none(records, '--labels', 'doccano'),
  );
  const convert = (path: string, ...flags: string[]) =>
    runTagger(['convert', path, '-', '--to', 'inline', ...flags]);
  expect(convert(records, '--token-column', '2')).toMatchObject(
    none(records, '--token-column', 'doccano'),
  );
  expect(convert(corpus, '--input-offsets', 'byte')).toMatchObject(
    none(corpus, '--input-offsets', 'conll'),
  );
  expect(convert(corpus, '--from', 'conll', '--labels', 'O,B-PER').exitCode).toBe(2);
});

test('an unknown format is a wrong usage', () => {
  const { exitCode, stderr } = evaluate(exampleOf('brat'), '--input-format', 'docanno');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('did you mean doccano?');
});

test('--strict refuses a corpus that is not read without loss', () => {
  const { exitCode, stderr } = evaluate(exampleOf('doccano-relations.jsonl'), '--strict');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'doccano-relations.jsonl: expected annotations that are read without loss, found 1 relation left out: test/annotations/examples/doccano-relations.jsonl:1\n',
  );
});

test('--strict refuses predictions of Label Studio as gold', () => {
  const value = { start: 0, end: 4, text: 'Anna', labels: ['PER'] };
  const task = { data: { text: 'Anna came.' }, predictions: [{ result: [{ value }] }] };
  const corpus = write('predicted.json', JSON.stringify([task]));
  const found = `${corpus}: 1 record without annotations, its predictions read instead: `;
  expect(evaluate(corpus)).toMatchObject({ exitCode: 0 });
  expect(evaluate(corpus).stderr).toContain(found);
  const convert = ['convert', corpus, '-', '--to', 'inline', '--strict'];
  for (const strict of [evaluate(corpus, '--strict'), runTagger(convert)]) {
    expect(strict).toMatchObject({ exitCode: 1, stdout: '' });
    expect(strict.stderr).toBe(
      `tagger: ${found.replace(' 1 ', ' expected annotations that are read without loss, found 1 ')}${corpus}:1: record 1\n`,
    );
  }
  const check = ['check', corpus, '--ignore', 'rare-type'];
  expect(runTagger(check).exitCode).toBe(0);
  expect(runTagger([...check, '--strict']).exitCode).toBe(1);
});

test('tokens that entities split, and types that are renamed, are reported', () => {
  const corpus = write('split.jsonl', '{"text": "antiRomeism", "label": [[4, 8, "Old Town"]]}\n');
  const { stderr } = evaluate(corpus);
  expect(stderr).toContain(
    `split.jsonl: 1 entity begins or ends within a token, which is split there: "Rome" in "antiRomeism" (${corpus}:1)\n`,
  );
  expect(stderr).toContain(
    'split.jsonl: read types as tags can have them: "Old Town" as Old_Town\n',
  );
});

test('a corpus without texts is refused', () => {
  const corpus = write('empty.jsonl', '{"text": "", "label": []}\n');
  const { exitCode, stderr } = evaluate(corpus);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'empty.jsonl: expected texts with entities, found none (read as doccano export)\n',
  );
});

test('check looks for faults in what tools export, and --fix is for column files', () => {
  const { stdout, stderr } = runTagger(['check', exampleOf('brat')]);
  expect(stdout).toContain('brat folder, 2 documents, offsets in code points');
  expect(stdout).toContain('doc-2.txt:1: PER: 1 entity: Ünlü 🙂 [Zoë]');
  expect(stderr).toContain('brat: 1 event left out');
  const fixed = join(tmpdir(), 'fixed.conll');
  const fix = runTagger(['check', exampleOf('brat'), '--fix', fixed]);
  expect(fix.exitCode).toBe(1);
  expect(fix.stderr).toContain('brat: --fix repairs column files, found brat folder, 2 documents');
});

test('check reports an export that cannot be read as a finding', () => {
  const corpus = write('broken.jsonl', '{"text": "a", "label": []}\n{"text": 4}\n');
  const { exitCode, stdout } = runTagger(['check', corpus]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('expected a text under "text", found 4');
});
