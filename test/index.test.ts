import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { InputError, loadTagger, type TaggedLine } from '../src/index.js';
import { writeModel } from '../src/model/file/model-file.js';
import { temporaryPath } from './model/model-bytes.js';
import { randomTagger } from './model/random-tagger.js';

const path = temporaryPath();
const words = ['Teddy', 'saw', 'a', 'bear', '.', 'The'];
const tagger = randomTagger({ words, seed: 6 });
const text = 'Teddy saw a bear. The bear saw Teddy.';

beforeAll(async () => {
  await writeModel(path, tagger, {});
});

test('a loaded tagger knows its types', async () => {
  const { types } = await loadTagger(path);
  expect(types).toEqual(['LOC', 'PER']);
});

test('tag finds the entities of a text', async () => {
  const { tag } = await loadTagger(path);
  const entities = tag(text);
  expect(entities.length).toBeGreaterThan(2);
  for (const { label, text: name, start, end } of entities) {
    expect(['LOC', 'PER']).toContain(label);
    expect(text.slice(start, end)).toBe(name);
  }
  expect(tag('')).toEqual([]);
});

test('tagBatch finds the same in many texts, with sentences and tokens', async () => {
  const { tag, tagBatch } = await loadTagger(path, { arithmetic: 'exact' });
  const texts = [text, '', 'The Teddy.'];
  const tagged = tagBatch(texts);
  expect(tagged.map(({ text }) => text)).toEqual(texts);
  expect(tagged.map(({ entities }) => entities)).toEqual(texts.map(tag));
  const [first] = tagged;
  expect(first.sentences.map((tokens) => tokens.map((token) => token.text))).toEqual([
    ['Teddy', 'saw', 'a', 'bear', '.'],
    ['The', 'bear', 'saw', 'Teddy', '.'],
  ]);
});

test('tagStream finds the same in the lines of a stream', async () => {
  const { tagBatch, tagStream } = await loadTagger(path);
  const texts = [text, '', 'The Teddy.'];
  const found: TaggedLine[] = [];
  for await (const line of tagStream([Buffer.from(texts.join('\n'))])) found.push(line);
  const expected = tagBatch(texts).map((tagged, index) => ({ ...tagged, lineNumber: index + 1 }));
  expect(found).toEqual(expected);
});

test('tagSentences gives the spans of tokens, as before the model was saved', async () => {
  const { tagSentences } = await loadTagger(path);
  const sentences = [['Teddy', 'saw', 'a', 'bear', '.'], ['Teddy'], []];
  expect(tagSentences(sentences)).toEqual(tagger.tagSentences(sentences));
});

test('an error about a file that is not a model names its path', async () => {
  const other = temporaryPath('notes.txt');
  writeFileSync(other, 'Teddy saw a bear.\n');
  const loading = loadTagger(other);
  await expect(loading).rejects.toThrow(InputError);
  await expect(loading).rejects.toThrow(`${other}: expected a safetensors file, found text`);
});

test('an error about a missing file names its path', async () => {
  const missing = temporaryPath();
  await expect(loadTagger(missing)).rejects.toThrow(InputError);
  await expect(loadTagger(missing)).rejects.toThrow(`${missing}: no such file`);
});

// Programs in JavaScript, whose arguments no compiler checks.
const load = loadTagger as (...args: unknown[]) => ReturnType<typeof loadTagger>;

test.each([
  [[5], 'loadTagger: expected a path or the name of a shipped model, found 5'],
  [[null], 'loadTagger: expected a path or the name of a shipped model, found null'],
  [[''], 'loadTagger: expected a path or the name of a shipped model, found ""'],
  [
    [{ arithmetic: 'fast' }],
    'loadTagger: expected a path or the name of a shipped model, found an object',
  ],
  [['en', 'fast'], 'loadTagger: expected an object of options, found "fast"'],
  [['en', null], 'loadTagger: expected an object of options, found null'],
  [['en', ['fast']], 'loadTagger: expected an object of options, found an array'],
  [['en', { threads: 2 }], 'loadTagger: expected no option but arithmetic, found threads'],
  [
    ['en', { arithmetic: 'quick' }],
    'loadTagger: expected arithmetic to be "exact" or "fast", found "quick"',
  ],
  [
    ['en', { arithmetic: true }],
    'loadTagger: expected arithmetic to be "exact" or "fast", found true',
  ],
])('loadTagger(...%j) is a TypeError: %s', async (args, message) => {
  await expect(load(...args)).rejects.toThrow(new TypeError(message));
  await expect(load(...args)).rejects.toThrow(TypeError);
});

test('an option that is undefined is as good as none', async () => {
  expect((await loadTagger(path, { arithmetic: undefined })).types).toEqual(['LOC', 'PER']);
});

const sentences = 'tagSentences: expected an array of sentences, each an array of strings';

test.each([
  ['tag', 123, 'tag: expected a string, found 123'],
  ['tag', undefined, 'tag: expected a string, found undefined'],
  ['tag', ['Teddy'], 'tag: expected a string, found an array'],
  ['tag', () => 'Teddy', 'tag: expected a string, found a function'],
  ['tagBatch', 'Teddy slept.', 'tagBatch: expected an array of strings, found "Teddy slept."'],
  ['tagBatch', new Set(['Teddy']), 'tagBatch: expected an array of strings, found an object'],
  ['tagBatch', ['Teddy', null], 'tagBatch: expected an array of strings, found null at [1]'],
  ['tagBatch', Array(1), 'tagBatch: expected an array of strings, found undefined at [0]'],
  ['tagSentences', 'Teddy', `${sentences}, found "Teddy"`],
  ['tagSentences', ['Teddy', 'slept'], `${sentences}, found "Teddy" at [0]`],
  ['tagSentences', [['Teddy'], ['a', 1]], `${sentences}, found 1 at [1][1]`],
  ['tagSentences', [['Teddy', ['a']]], `${sentences}, found an array at [0][1]`],
] as const)('%s(%p) is a TypeError: %s', async (method, argument, message) => {
  const call = (await loadTagger(path))[method] as (argument: unknown) => unknown;
  expect(() => call(argument)).toThrow(new TypeError(message));
  expect(() => call(argument)).toThrow(TypeError);
});
