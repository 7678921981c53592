import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { InputError, loadTagger } from '../src/index.js';
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

test('tagTexts finds the same in many texts, with sentences and tokens', async () => {
  const { tag, tagTexts } = await loadTagger(path, { arithmetic: 'exact' });
  const texts = [text, '', 'The Teddy.'];
  const tagged = tagTexts(texts);
  expect(tagged.map(({ text }) => text)).toEqual(texts);
  expect(tagged.map(({ entities }) => entities)).toEqual(texts.map(tag));
  const [first] = tagged;
  expect(first.sentences.map((tokens) => tokens.map((token) => token.text))).toEqual([
    ['Teddy', 'saw', 'a', 'bear', '.'],
    ['The', 'bear', 'saw', 'Teddy', '.'],
  ]);
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
