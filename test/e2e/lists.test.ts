import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'lists-'));
const model = join(folder, 'tiny.safetensors');
/** The same model, but it is sure of nothing. */
const unsure = join(folder, 'unsure.safetensors');

beforeAll(async () => {
  await writeTinyModel(model);
  const { tagger } = await readModel(model, 'exact');
  tagger.temperature = 1000;
  await writeModel(unsure, tagger, {});
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const text = 'Teddy Roosevelt saw Paris . The bear was on sale .';
const names = file('names.tsv', 'bear\tORG\tQ205033\nParis\tPER\n');

const tag = (args: readonly string[], input: string | Uint8Array = text, path = model) =>
  runTagger(['tag', '--model', path, ...args], { input });

const done = (stdout: string, stderr = '') => ({ exitCode: 0, stdout, stderr });

test('a listed type that is one of the model in another case gives a warning', () => {
  const lower = file('lower.tsv', 'bear\torg\nParis\tLOC\nsale\tEVENT\n');
  expect(tag(['--gazetteer', lower, '--format', 'inline']).stderr).toBe(
    'tagger: warning: --gazetteer: the type org is not ORG, the type of the model\n',
  );
});

test('--gazetteer adds names with their ids, and may be repeated', () => {
  const more = file(
    'more.jsonl.gz',
    gzipSync('{"text":"ROOSEVELT saw","label":"DUO","id":7,"caseSensitive":false}'),
  );
  expect(tag(['--gazetteer', names, '--gazetteer', more, '--format', 'jsonl'])).toEqual(
    done(
      `{"text":"${text}","entities":[` +
        '{"label":"DUO","text":"Roosevelt saw","start":6,"end":19,"id":"7"},' +
        '{"label":"PER","text":"Paris","start":20,"end":25},' +
        '{"label":"ORG","text":"bear","start":32,"end":36,"id":"Q205033"}]}\n',
    ),
  );
});

test.each([
  ['always', model, 'PER'],
  ['when-unsure', unsure, 'PER'],
  ['when-unsure', model, 'LOC'],
  ['never', unsure, 'LOC'],
])('with --gazetteer-wins %s and the model %s, Paris is %s', (wins, path, label) => {
  expect(tag(['--gazetteer', names, '--gazetteer-wins', wins], text, path)).toEqual(
    done(`[Teddy Roosevelt](PER) saw [Paris](${label}) . The [bear](ORG) was on sale .`),
  );
});

test('--deny drops entities of the model and of the gazetteer', () => {
  const deny = file('deny.txt', 'Teddy  Roosevelt\nbear\tORG\nParis\tPER');
  expect(tag(['--deny', deny])).toEqual(
    done('Teddy Roosevelt saw [Paris](LOC) . The bear was on sale .'),
  );
  expect(tag(['--gazetteer', names, '--deny', deny])).toEqual(
    done('Teddy Roosevelt saw Paris . The bear was on sale .'),
  );
});

test('--ignore-case is for all lists', () => {
  const [gazetteer, deny] = [file('bear.tsv', 'BEAR\tORG'), file('paris.txt', 'PARIS')];
  const lists = ['--gazetteer', gazetteer, '--deny', deny];
  expect(tag(lists)).toEqual(tag([]));
  expect(tag([...lists, '--ignore-case'])).toEqual(
    done('[Teddy Roosevelt](PER) saw Paris . The [bear](ORG) was on sale .'),
  );
});

test('names are found in tokens and in columns, and offsets hold beside an emoji', () => {
  const path = file('o.tsv', "O'Neill & Co.\tORG");
  const list = ['--gazetteer', path];
  expect(tag([...list, '--input', 'tokens'], "the O'Neill & Co . bear\n")).toEqual(
    done("the [O'Neill & Co .](ORG) bear\n"),
  );
  expect(tag([...list, '--input', 'conll'], "the\nO'Neill\n&\nCo.\n")).toEqual(
    done("the O\nO'Neill B-ORG\n& I-ORG\nCo. I-ORG\n"),
  );
  expect(tag([...list, '--format', 'jsonl'], 'the 😀 e\u0301 O’Neill & Co.\n').stdout).toContain(
    '{"label":"ORG","text":"O’Neill & Co.","start":10,"end":23}',
  );
});

test('a name across the end of a sentence is one entity in columns', () => {
  const path = file('yahoo.tsv', 'Yahoo! Bears\tORG');
  expect(tag(['--gazetteer', path, '--format', 'conll'], 'the Yahoo! Bears slept')).toEqual(
    done('the O\nYahoo B-ORG\n! I-ORG\nBears I-ORG\nslept O\n\n'),
  );
});

test('a type that the model does not have is colored too', () => {
  const path = file('animals.tsv', 'Bears\tANIMAL');
  const { stdout } = tag(['--gazetteer', path, '--color'], 'the Bears');
  expect(stdout).toBe('the \u001b[32m\u001b[1mBears\u001b[22m\u001b[39m\u001b[2m ANIMAL\u001b[22m');
});

test('repeated and contradictory entries are a warning each, also with --quiet', () => {
  const path = file('twice.tsv', 'Paris\tLOC\nBears\tORG\nParis\tLOC\nParis\tPER\n');
  const deny = file('twice.txt', 'Anna\n\nAnna\n');
  expect(tag(['--gazetteer', path, '--deny', deny, '--quiet'], 'Paris')).toEqual(
    done(
      '[Paris](LOC)',
      `tagger: warning: ${path}:3: "Paris" is given again\n` +
        `tagger: warning: ${path}:4: "Paris" is PER here, but LOC in an earlier entry, which counts\n` +
        `tagger: warning: ${deny}:3: "Anna" is given again\n`,
    ),
  );
});

test.each([
  [
    '--gazetteer',
    'Paris\tLOC\nBears\n',
    ':2: expected text, label and perhaps an id, separated by tabs, found 1 column: "Bears"',
  ],
  [
    '--deny',
    '{"text":"Paris"}\n{"txt":"Bears"}\n',
    ':2: expected no field but "text", "label", "caseSensitive", found "txt"',
  ],
  [
    '--gazetteer',
    'Paris\tLOC\nBe\0ars\tORG\n',
    ':2: expected UTF-8 text, found a zero byte (is it a binary file?)',
  ],
])('a broken list of %s, %j, ends the program before any output', (flag, content, message) => {
  const path = file('broken', content);
  expect(tag([flag, path])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${path}${message}\n`,
  });
});

test('a missing list is found before anything is read', () => {
  const path = join(folder, 'missing.tsv');
  expect(tag(['--gazetteer', path, '--deny', folder])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `tagger: ${path}: no such file\ntagger: ${folder}: expected a file, found a folder\n`,
  });
});

test('an empty list changes nothing', () => {
  const lists = ['--gazetteer', file('empty', ''), '--deny', file('blank', '\n')];
  expect(tag(lists)).toEqual(tag([]));
});
