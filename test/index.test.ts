import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { type Entity, InputError, loadTagger, type TaggedLine } from '../src/index.js';
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
  for (const { label, text: name, start, end, confidence } of entities) {
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(1);
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

test('emoji around a name are no part of it', async () => {
  const { tag } = await loadTagger('en');
  expect(tag('😀 Anna Berg 😀 met Bo.')[0]).toMatchObject({ text: 'Anna Berg', label: 'PER' });
});

test('what is recognized is among the entities', async () => {
  const address = `${text} a@b.org 650-253-0000`;
  const recognized = (entities: readonly Entity[]) =>
    entities.filter(({ label }) => label === 'EMAIL' || label === 'PHONE').map(({ text }) => text);
  const some = await loadTagger(path, { recognize: ['email'] });
  expect(recognized(some.tag(address))).toEqual(['a@b.org']);
  const all = await loadTagger(path, { recognize: 'all', region: 'US' });
  expect(recognized(all.tagBatch([address])[0].entities)).toEqual(['a@b.org', '650-253-0000']);
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
  expect(tagSentences(sentences)).toEqual(tagger.tagWithConfidences(sentences));
});

test('minConfidence is the limit of all entities, in every way to tag', async () => {
  const texts = [text, '', 'The Teddy.'];
  const loading = [0, 0.3, 1].map((minConfidence) => loadTagger(path, { minConfidence }));
  const [low, middle, high] = await Promise.all(loading);
  const counts = await Promise.all(
    [low, middle, high].map(async ({ tag, tagBatch, tagStream, tagSentences }, index) => {
      const tagged = tagBatch(texts);
      expect(texts.map(tag)).toEqual(tagged.map(({ entities }) => entities));
      const lines: TaggedLine[] = [];
      for await (const line of tagStream([Buffer.from(texts.join('\n'))])) lines.push(line);
      expect(lines.map(({ entities }) => entities)).toEqual(texts.map(tag));
      const sentences = tagged.flatMap(({ sentences }) =>
        sentences.map((tokens) => tokens.map((token) => token.text)),
      );
      const least = [0, 0.3, 1][index];
      const spans = tagSentences(sentences);
      expect(spans).toEqual(tagger.findProbable(sentences, least));
      return spans.flat().length;
    }),
  );
  expect(counts[0]).toBeGreaterThan(counts[1]);
  expect(counts[1]).toBeGreaterThan(0);
  expect(counts[2]).toBe(0);
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
  [
    ['en', { threads: 2 }],
    'loadTagger: expected no option but arithmetic, minConfidence, recognize, region, gazetteer, gazetteerWins, deny, ignoreCase, found threads',
  ],
  [
    ['en', { gazetteer: '' }],
    'loadTagger: expected gazetteer to be a path or an array of entries, found ""',
  ],
  [
    ['en', { deny: new Set(['May']) }],
    'loadTagger: expected deny to be a path or an array of entries, found an object',
  ],
  [
    ['en', { deny: [{ text: 'June' }, 'May'] }],
    'loadTagger: expected deny[1] to be an object, found "May"',
  ],
  [
    ['en', { gazetteer: [{ label: 'PER' }] }],
    'loadTagger: expected gazetteer[0].text to be a text that is not blank, found undefined',
  ],
  [
    ['en', { deny: [{ text: ' ' }] }],
    'loadTagger: expected deny[0].text to be a text that is not blank, found " "',
  ],
  [
    ['en', { gazetteer: [{ text: 'May' }] }],
    'loadTagger: expected gazetteer[0].label to be a label without white space that does not begin with a hyphen, found undefined',
  ],
  [
    ['en', { deny: [{ text: 'May', label: 'A B' }] }],
    'loadTagger: expected deny[0].label to be a label without white space that does not begin with a hyphen, found "A B"',
  ],
  [
    ['en', { gazetteer: [{ text: 'May', label: 'PER', id: 5 }] }],
    'loadTagger: expected gazetteer[0].id to be a text that is not empty, found 5',
  ],
  [
    ['en', { gazetteer: [{ text: 'May', label: 'PER', caseSensitive: 'no' }] }],
    'loadTagger: expected gazetteer[0].caseSensitive to be true or false, found "no"',
  ],
  [
    ['en', { gazetteerWins: 'sometimes' }],
    'loadTagger: expected gazetteerWins to be one of "always", "when-unsure", "never", found "sometimes"',
  ],
  [['en', { ignoreCase: 1 }], 'loadTagger: expected ignoreCase to be true or false, found 1'],
  [
    ['en', { arithmetic: 'quick' }],
    'loadTagger: expected arithmetic to be "exact", "fast" or "int8", found "quick"',
  ],
  [
    ['en', { arithmetic: true }],
    'loadTagger: expected arithmetic to be "exact", "fast" or "int8", found true',
  ],
  ...[1.1, -0.1, Number.NaN, '0.5', null].map(
    (value) =>
      [
        ['en', { minConfidence: value }],
        `loadTagger: expected minConfidence to be a number from 0 to 1, found ${typeof value === 'string' ? '"0.5"' : value}`,
      ] as [unknown[], string],
  ),
  [
    ['en', { recognize: 'email' }],
    'loadTagger: expected recognize to be "all" or an array of iban, card, ip, email, url, phone, found "email"',
  ],
  [
    ['en', { recognize: ['emial'] }],
    'loadTagger: expected recognize to be "all" or an array of iban, card, ip, email, url, phone, found an array',
  ],
  [
    ['en', { region: 'us' }],
    'loadTagger: expected region to be the code of a country in two letters, such as "US", found "us"',
  ],
  [
    ['en', { recognize: ['email'], region: 'US' }],
    'loadTagger: region requires that recognize includes "phone"',
  ],
  [
    ['en', { recognize: ['phone'], region: 'XX' }],
    'loadTagger: region: expected the code of a country, such as US, found "XX"',
  ],
])('loadTagger(...%j) is a TypeError: %s', async (args, message) => {
  await expect(load(...args)).rejects.toThrow(new TypeError(message));
  await expect(load(...args)).rejects.toThrow(TypeError);
});

test('an option that is undefined is as good as none', async () => {
  expect((await loadTagger(path, { arithmetic: undefined })).types).toEqual(['LOC', 'PER']);
});

const lists = {
  gazetteer: [{ text: 'A BEAR', label: 'ANIMAL', id: 'b1' }],
  deny: [{ text: 'Teddy' }],
  ignoreCase: true,
};

test('a gazetteer and a deny list change what tag, tagBatch and tagSentences find', async () => {
  const { tag, tagBatch, tagSentences } = await loadTagger(path, lists);
  const entities = tag(text);
  expect(entities).toContainEqual({
    label: 'ANIMAL',
    text: 'a bear',
    start: 10,
    end: 16,
    id: 'b1',
  });
  expect(entities.map((entity) => entity.text)).not.toContain('Teddy');
  expect(tagBatch([text])[0].entities).toEqual(entities);
  const words = ['Teddy', 'saw', 'a', 'bear', '.'];
  const [spans] = tagSentences([words]);
  expect(spans).toContainEqual({ label: 'ANIMAL', start: 2, end: 4, id: 'b1' });
  for (const { start, end } of spans) expect(words.slice(start, end)).not.toEqual(['Teddy']);
});

test('lists may be files', async () => {
  const [gazetteer, deny] = [temporaryPath('names.tsv'), temporaryPath('deny.txt')];
  writeFileSync(gazetteer, 'A BEAR\tANIMAL\tb1\n');
  writeFileSync(deny, 'Teddy\n');
  const { tag } = await loadTagger(path, { gazetteer, deny, ignoreCase: true });
  expect(tag(text)).toEqual((await loadTagger(path, lists)).tag(text));
  writeFileSync(deny, 'Teddy\tA B\tC\n');
  await expect(loadTagger(path, { deny })).rejects.toThrow(InputError);
  await expect(loadTagger(path, { deny })).rejects.toThrow(
    `${deny}:1: expected a text and perhaps`,
  );
});

test('names win always unless the options say otherwise', async () => {
  const gazetteer = ['Teddy', 'saw', 'bear', 'The'].map((text) => ({ text, label: 'X' }));
  const always = (await loadTagger(path, { gazetteer })).tag(text);
  const never = (await loadTagger(path, { gazetteer, gazetteerWins: 'never' })).tag(text);
  expect(always.map(({ label }) => label)).toEqual(expect.arrayContaining(['X']));
  expect(always.filter(({ label }) => label === 'X')).toHaveLength(7);
  expect(never).toEqual(expect.arrayContaining([...(await loadTagger(path)).tag(text)]));
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
