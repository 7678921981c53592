import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readAnyModel } from '../../src/model/file/model-file.js';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';
import { sendSignal } from './send-signal.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'teddy-pretrain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};
const paragraph = 'Anna Berg saw Paris . Teddy Roosevelt lives in New York . It rained here .\n';
const text = file('text.txt.gz', gzipSync(paragraph.repeat(20)));
const corpus = file('tiny.conll', tinyCorpus);
const columns = file('columns.conll', tinyCorpus.replace(/^(\S+) .*$/gm, '$1').repeat(3));
const vectors = file('vectors.txt', 'anna 1 2 3\nparis 3 2 1\nzebra 5 5 5\n');
const model = at('lm.safetensors');
const small = ['--hidden', '4', '--character-filters', '4', '--threads', '1'];

const run = (...args: string[]) => runTagger(args, { cwd: folder });
const train = (...args: string[]) =>
  run('train', corpus, '--dev', corpus, '--epochs', '1', '--threads', '1', '--force', ...args);
const fingerprint = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function contentOf(path: string) {
  const { metadata } = await readSafetensors(path);
  const { format, types } = metadata;
  const [config, provenance] = [metadata.config, metadata.provenance].map((text) =>
    JSON.parse(text),
  );
  return { format, types, config, provenance };
}

beforeAll(() => {
  expect(run('pretrain', text, ...small, '--word-dimension', '6')).toMatchObject({ exitCode: 0 });
});

test('a model is written that records its texts, and that the next run keeps', async () => {
  const { format, types, config, provenance } = await contentOf(model);
  expect({ format, types }).toEqual({ format: 'teddy-language-model', types: '[]' });
  expect(config).toMatchObject({ hidden: 4, wordDimension: 6, layers: 1, foldsWords: true });
  expect(provenance).toMatchObject({
    pretraining: { epochs: 1, learningRate: 0.002, seed: 1, words: 5_000_000 },
    texts: { sentences: 60, tokens: 320, files: { 1: { name: 'text.txt.gz' } } },
    loss: expect.any(Number),
  });
  expect(run('pretrain', text, ...small)).toMatchObject({
    exitCode: 1,
    stderr: 'tagger: lm.safetensors: file already exists; use --force to overwrite it\n',
  });
});

test('several texts are read with all flags, and the same seed gives the same file', async () => {
  const flags = ['--words', '200', '--epochs', '2', '--seed', '3', '--learning-rate', '0.01'];
  const more = ['--dropout', '0', '--unidirectional', '--cell', 'gru', '--no-fold-words'];
  const others = [
    '--tokenizer',
    'whitespace',
    '--characters',
    'none',
    '--no-shape',
    '--hidden',
    '3',
  ];
  const command = ['pretrain', text, columns, ...flags, ...more, ...others, '--output'];
  const { exitCode, stdout, stderr } = run(...command, 'one.safetensors', '--verbose');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain(`${text}: 320 words\n${columns}: 177 words\nlearning from `);
  expect(stderr).toMatch(/^epoch 2\/2 {2}loss \d\.\d{3} {2}[\d,]+ tokens\/s$/m);
  expect(stderr).toMatch(/^wrote one\.safetensors \(\d\.\d MB\)\nmemory: /m);
  expect(run(...command, 'two.safetensors', '--quiet', '--threads', '1').stderr).toBe('');
  expect(fingerprint(at('two.safetensors'))).toBe(fingerprint(at('one.safetensors')));
  const { config, provenance } = await contentOf(at('one.safetensors'));
  expect(config).toMatchObject({ cell: 'gru', directions: 1, hidden: 3, characters: null });
  expect(config).toMatchObject({ shape: null, foldsWords: false });
  expect(provenance.pretraining).toMatchObject({ words: 200, epochs: 2, seed: 3 });
  expect(provenance.texts.tokens).toBeLessThan(300);
});

test('--verbose counts the threads that have learned', () => {
  // Another thread starts after 4096 tokens; an epoch has 320.
  const flags = ['--hidden', '4', '--epochs', '20', '--threads', '2', '--output', 'threads'];
  expect(run('pretrain', text, ...flags, '--verbose').stderr).toContain(', 2 threads, ');
});

test('words of a vector file keep their vectors', async () => {
  const given = ['--vectors', vectors, '--keep-vectors', '2', '--output', 'v.safetensors'];
  const { stderr } = run('pretrain', text, ...small, ...given);
  expect(stderr).toContain('2 with a vector, 12 without\n');
  const { provenance } = await contentOf(at('v.safetensors'));
  const { engine, content, network } = (await readAnyModel(at('v.safetensors'), 'exact')).tagger;
  const rowOf = (word: string) => {
    const address = network.table.value + content.words.indexOf(word) * 3 * 4;
    return [...engine.memory.floats(address, 3)];
  };
  const near = (row: number[]) => row.map((value) => expect.closeTo(value, 1));
  expect(rowOf('anna')).toEqual(near([1, 2, 3]));
  expect(rowOf('paris')).toEqual(near([3, 2, 1]));
  expect(provenance).toMatchObject({ keepVectors: 2, vectors: { name: 'vectors.txt' } });
});

test('a tagger starts from the words, characters and lowest layer, and adds what it needs', async () => {
  const output = ['--output', 'tagger.safetensors'];
  const top = ['--layers', '2', '--dense', '5', '--decoder', 'softmax', '--documents'];
  const { exitCode, stderr } = train('--from', model, ...top, ...output);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('base model lm.safetensors: 14 words, ');
  expect(stderr).toContain(', types LOC, ORG, PER\n');
  const { format, config, provenance } = await contentOf(at('tagger.safetensors'));
  expect(format).toBe('teddy-tagger');
  expect(config).toMatchObject({ hidden: 4, layers: 2, dense: [5], decoder: 'softmax' });
  expect(config.documents).toBe(true);
  expect(provenance.from).toMatchObject({
    name: 'lm.safetensors',
    sha256: fingerprint(model),
    provenance: { texts: { tokens: 320 } },
  });
  const tag = runTagger(['tag', '--model', at('tagger.safetensors')], { input: 'Anna slept.\n' });
  expect(tag.exitCode).toBe(0);
});

test.each(['--layers 2', '--dense 5', '--decoder softmax', '--documents'])(
  'a finished training from a language model is another one than that with %s',
  (top) => {
    const path = at(`finished-${top.replace(' ', '-')}.safetensors`);
    const again = ['train', corpus, '--dev', corpus, '--from', model, '--epochs', '1'];
    const resume = [...again, '--output', path, '--threads', '1', '--resume'];
    expect(run(...resume).exitCode).toBe(0);
    expect(run(...resume).stderr).toContain(': already complete, nothing to resume\n');
    const other = run(...resume, ...top.split(' '));
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain(': file already exists; use --force to overwrite it\n');
  },
);

test('the network of the language model is kept', () => {
  expect(train('--from', model, '--hidden', '5', '--output', 't.safetensors')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`--hidden 5: the network of --from ${model} has --hidden 4`),
  });
});

test('a language model does not tag', () => {
  const refused = `${model}: expected a model that tags, found a language model; tagger train --from makes a tagger of it`;
  for (const command of [['eval', corpus], ['tag']]) {
    expect(run(...command, '--model', model)).toMatchObject({
      exitCode: 1,
      stderr: `tagger: ${refused}\n`,
    });
  }
});

test('inspect describes a language model, without what only a tagger has', () => {
  const { exitCode, stdout, stderr } = run('inspect', model);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^language model {2}lm\.safetensors, 0\.\d MB\ncell +lstm\n/);
  expect(stdout).toMatch(/^words +14 learned, 0 kept as vectors; case is ignored$/m);
  expect(stdout).toMatch(/^pretraining +epochs=1, batchTokens=500, learningRate=0\.002, /m);
  const sha256 = fingerprint(text);
  expect(stdout).toMatch(
    new RegExp(
      `^texts +sentences=60, tokens=320\n  files\n    1 +text\\.txt\\.gz\n      sha256    ${sha256}$`,
      'm',
    ),
  );
  expect(stdout).not.toMatch(/^(dense|decoder|types|labels|temperature) /m);
  const described = JSON.parse(run('inspect', model, '--json').stdout);
  expect(described).toMatchObject({
    ...{ kind: 'language model', name: 'lm.safetensors', wordCount: 14, hidden: 4 },
    provenance: { texts: { tokens: 320, files: { 1: { name: 'text.txt.gz', sha256 } } } },
  });
  for (const key of ['dense', 'decoder', 'types', 'labels', 'temperature']) {
    expect(described).not.toHaveProperty(key);
  }
});

test('inspect shows the gates of a language model, and does not rank it', async () => {
  const gates = ['inspect', model, '--gates', 'Anna slept'];
  const { stdout } = await runHere(gates);
  expect(stdout).toMatch(/^Anna( +0\.\d\d){6}\nslept( +0\.\d\d){6}$/m);
  const { cell, sentences } = JSON.parse((await runHere([...gates, '--json'])).stdout);
  expect({ cell, tokens: sentences[0].tokens }).toEqual({
    cell: 'lstm',
    tokens: ['Anna', 'slept'],
  });
  for (const format of ['svg', 'html']) {
    expect((await runHere([...gates, '--format', format, '--units'])).stdout).toContain(
      '(forget gate, unit 4, layer 1 reverse)',
    );
  }
  expect(run('inspect', '--best', model)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `tagger: --best: expected models with an F1 on dev, found a language model: ${model} (see tagger inspect --help)\n`,
  });
});

test.each([
  [[], 'missing TEXT (see tagger pretrain --help)'],
  [[text, text], `${text}: given twice (see tagger pretrain --help)`],
  [
    [text, '--keep-vectors', '3'],
    '--keep-vectors: requires --vectors (see tagger pretrain --help)',
  ],
  [
    [text, '--characters', 'none', '--character-filters', '3'],
    '--character-filters: requires --characters cnn, found none (see tagger pretrain --help)',
  ],
  [
    [text, '--words', '0'],
    '--words: expected a whole number of at least 1, found 0 (see tagger pretrain --help)',
  ],
  [[text, '--layers', '2'], expect.stringMatching(/^tagger: unknown flag --layers/)],
])('%p is wrong usage', async (args, message) => {
  const stderr = typeof message === 'string' ? `tagger: ${message}\n` : message;
  expect(await runHere(['pretrain', ...args])).toEqual({ exitCode: 2, stdout: '', stderr });
});

test('text that cannot be learned from is refused, and nothing is written', () => {
  const output = at('none.safetensors');
  const refused = (...args: string[]) => {
    const { exitCode, stderr } = run('pretrain', ...args, '--output', output);
    expect(exitCode).toBe(1);
    expect(existsSync(output)).toBe(false);
    return stderr;
  };
  const single = file('single.txt', 'Anna\n\nTeddy\n');
  expect(refused(single)).toContain(
    `tagger: ${single}: expected sentences of 2 to 150 tokens, found none with --words 5000000\n`,
  );
  const rare = file('rare.txt', 'Each word is rare here , so none is known .\n');
  expect(refused(rare)).toContain(
    `tagger: ${rare}: expected words that occur 3 times or more, found none\n`,
  );
  const empty = file('empty.txt', '\n');
  expect(refused(empty)).toBe(`tagger: ${empty}: expected text, found no words\n`);
  expect(refused(at('missing.txt'))).toBe(`tagger: ${at('missing.txt')}: no such file\n`);
  expect(refused(text, ...small, '--learning-rate', '1e30', '--epochs', '2')).toContain(
    `tagger: ${text}: pretraining diverged with --learning-rate 1e+30: try a lower one; no model was written\n`,
  );
});

test('Ctrl-C ends it, and what was learned is written', async () => {
  const words = ['pretrain', text, ...small, '--epochs', '1000000', '--output', 'cut.safetensors'];
  const isTime = (stderr: string) => stderr.includes('\nepoch 2/');
  const { exitCode, stderr } = await sendSignal(words, { cwd: folder, isTime });
  expect(exitCode).toBe(130);
  expect(stderr).toContain(
    'tagger: warning: interrupted; the model has not learned all of the text\nwrote cut.safetensors',
  );
  expect((await contentOf(at('cut.safetensors'))).types).toBe('[]');
});
