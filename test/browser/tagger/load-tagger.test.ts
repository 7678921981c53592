import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { loadTagger } from '../../../src/browser/index.js';
import type { ModelSource } from '../../../src/browser/tagger/model-source.js';
import { InputError } from '../../../src/errors.js';
import { encodeModel } from '../../../src/model/file/encode-model.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { encodeSafetensors } from '../../../src/safetensors/safetensors.js';
import { randomEnsemble } from '../../model/random-ensemble.js';
import { randomTagger } from '../../model/random-tagger.js';

const words = ['Teddy', 'saw', 'a', 'bear', '.', 'The'];
const bytesOf = (tagger: Tagger) =>
  new Uint8Array(Buffer.concat(encodeSafetensors(encodeModel(tagger, {}))));
const bytes = bytesOf(randomTagger({ words, seed: 6 }));
const text = 'Teddy saw a bear. The bear saw Teddy.';
const { tag, gradientNorms, redact } = await loadTagger(bytes);
const entities = tag(text);

test.each<readonly [string, () => ModelSource]>([
  ['bytes of a part of a buffer', () => new Uint8Array([0, ...bytes]).subarray(1)],
  ['a buffer', () => bytes.slice().buffer],
  ['a Blob', () => new Blob([bytes])],
  ['a Response', () => new Response(bytes)],
  [
    'an address',
    () => `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`,
  ],
  ['a URL', () => new URL(`data:;base64,${Buffer.from(bytes).toString('base64')}`)],
  ['gzipped bytes', () => new Uint8Array(gzipSync(bytes))],
])('a model is loaded from %s', async (_, sourceOf) => {
  const loaded = await loadTagger(sourceOf());
  expect(loaded.tag(text)).toEqual(entities);
});

test('an ensemble tags as it did before, and shows how it reads', async () => {
  const { tagger } = randomEnsemble({ words, seed: 6 });
  tagger.temperature = 1.5;
  const loaded = await loadTagger(bytesOf(tagger));
  const tokens = words.slice(0, 4);
  const found = tagger.tagWithConfidences([tokens]);
  expect(found[0].length).toBeGreaterThan(0);
  expect(loaded.tagSentences([tokens])).toEqual(found);
  const [{ tags }] = loaded.readLabels(tokens.join(' '));
  const ids = tags.map((tag) => loaded.labels.indexOf(tag));
  expect(tagger.labels.decode(ids)).toEqual(tagger.tagSentences([tokens])[0]);
});

test('lists of names and the least confidence change what is found', async () => {
  const deny = [{ text: entities[0].text }];
  const denied = await loadTagger(bytes, { deny, gazetteer: [{ text: 'bear', label: 'X' }] });
  expect(denied.tag(text).map(({ text }) => text)).not.toContain(entities[0].text);
  expect(denied.tag(text).map(({ label }) => label)).toContain('X');
  const unsure = await loadTagger(bytes, { minConfidence: 0.999 });
  expect(unsure.tag(text)).toEqual([]);
  expect(redact(text)).toContain('[');
});

test.each<readonly [string, ModelSource, string]>([
  [
    'a missing one',
    new Response('', { status: 404 }),
    'the response: expected a model, found status 404',
  ],
  [
    'a damaged archive',
    new Uint8Array(gzipSync(bytes)).subarray(0, 100),
    'the model: expected a gzip archive, found a damaged one',
  ],
  ['text', new Blob(['no model']), 'the model: expected a safetensors file, found text'],
])('%s is refused in a sentence', async (_, source, message) => {
  const loading = loadTagger(source);
  await expect(loading).rejects.toThrow(new InputError(message));
  await expect(loading).rejects.toThrow(InputError);
});

test('an address that cannot be reached is named', async () => {
  const loading = loadTagger('http://127.0.0.1:1/en.safetensors');
  await expect(loading).rejects.toThrow('http://127.0.0.1:1/en.safetensors: cannot be fetched: ');
  await expect(loading).rejects.toThrow(InputError);
});

const load = loadTagger as (...args: unknown[]) => Promise<unknown>;

test.each([
  [[5], 'loadTagger: expected a URL, a Response, a Blob or bytes, found 5'],
  [[bytes, 5], 'loadTagger: expected an object of options, found 5'],
  [
    [bytes, { threads: 0 }],
    'loadTagger: expected threads to be a whole number of at least 1, found 0',
  ],
  [
    [bytes, { minConfidence: 2 }],
    'loadTagger: expected minConfidence to be a number from 0 to 1, found 2',
  ],
  [
    [bytes, { gazetteer: 'names.tsv' }],
    'loadTagger: expected gazetteer to be an array of entries, found "names.tsv"',
  ],
  [
    [bytes, { deny: 'names.tsv' }],
    'loadTagger: expected deny to be an array of entries, found "names.tsv"',
  ],
])('wrong arguments are a TypeError: %#', async (args, message) => {
  await expect(load(...args)).rejects.toThrow(new TypeError(message));
});

test('an unknown option is named beside those that there are', async () => {
  await expect(load(bytes, { region: 'US' })).rejects.toThrow(
    'loadTagger: expected no option but gazetteer, gazetteerWins, deny, ignoreCase, minConfidence, threads, found region',
  );
});

test('the token of a gradient is counted over all sentences', () => {
  const found = gradientNorms(text, 6)!;
  expect(found.tokens[found.at]).toEqual({ text: 'bear', start: 22, end: 26 });
  expect(gradientNorms('', 0)).toBeUndefined();
  expect(() => gradientNorms(text, 10)).toThrow(
    new TypeError('gradientNorms: expected the index of one of 10 tokens, found 10'),
  );
  expect(() => gradientNorms(text, 0, { tag: 'X' })).toThrow(
    new TypeError('gradientNorms: expected tag to be one of labels, found "X"'),
  );
});
