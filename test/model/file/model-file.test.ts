import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTag } from '../../../src/corpora/tags.js';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import type { Tagger } from '../../../src/model/tagger.js';
import type { TextConventions } from '../../../src/text/text-conventions.js';
import {
  floatsOf,
  floatTensor,
  readPlainFile,
  temporaryPath,
  writePlainFile,
} from '../model-bytes.js';
import { randomTagger, recurrentCharacters, shape, wideCharacters } from '../random-tagger.js';
import { decoders, readBy, sentences, variants } from '../tagger-variants.js';

const vectorWords = ['v', 'bear', '00'];

async function written(tagger: Tagger, provenance = {}): Promise<string> {
  const path = temporaryPath();
  await writeModel(path, tagger, provenance);
  return path;
}

test.each(variants)('a model read again tags as before, $name', async ({ options }) => {
  const tagger = randomTagger(options);
  const { tagger: again } = await readModel(await written(tagger), 'exact');
  const spans = tagger.tagSentences(readBy(tagger));
  expect(again.tagSentences(readBy(again))).toEqual(spans);
  expect(spans.flat().length).toBeGreaterThan(20);
});

test.each(variants)(
  'a model read and written again has the same bytes, $name',
  async ({ options }) => {
    const path = await written(randomTagger(options), { seed: 1 });
    const { tagger, provenance } = await readModel(path, 'exact');
    expect(readFileSync(await written(tagger, provenance))).toEqual(readFileSync(path));
  },
);

test('a model with the entities of its training has them when it is read and written again', async () => {
  const trainingEntities = Uint32Array.of(0, 7, 2 ** 32 - 1);
  const path = await written(randomTagger({ vectorWords, trainingEntities }));
  const { tagger } = await readModel(path, 'exact');
  expect(tagger.content.trainingEntities).toEqual(trainingEntities);
  expect(readFileSync(await written(tagger))).toEqual(readFileSync(path));
  const { tagger: other } = await readModel(await written(randomTagger({ vectorWords })), 'exact');
  expect(other.content.trainingEntities).toBeUndefined();
});

test.each<TextConventions>([
  { tokenizer: 'words', wordForms: 2 },
  { tokenizer: 'whitespace', wordForms: 1 },
  { tokenizer: 'ideographs', wordForms: 2, icu: '78.2' },
])('the conventions %j are read again', async (conventions) => {
  const path = await written(randomTagger({ conventions }));
  const { tagger } = await readModel(path, 'exact');
  expect(tagger.content.conventions).toEqual(conventions);
  expect(readFileSync(await written(tagger))).toEqual(readFileSync(path));
  const { metadata } = readPlainFile(path);
  expect(metadata.tokenizer_version).toBe('2');
  expect(JSON.parse(metadata.text)).toEqual(conventions);
});

test('the same content gives the same bytes, wherever it is written', async () => {
  const [one, other] = [randomTagger({ vectorWords }), randomTagger({ vectorWords })];
  const path = await written(one, { corpus: 'train.conll' });
  const otherPath = temporaryPath('another-name.safetensors');
  const length = await writeModel(otherPath, other, { corpus: 'train.conll' });
  const bytes = readFileSync(otherPath);
  expect(bytes).toEqual(readFileSync(path));
  expect(bytes).toHaveLength(length);
});

test('another weight gives other bytes', async () => {
  const tagger = randomTagger();
  const before = readFileSync(await written(tagger));
  tagger.engine.memory.floats(tagger.network.parameters.find('crf.end').value, 1)[0] += 1;
  expect(readFileSync(await written(tagger))).not.toEqual(before);
});

test('the temperature is kept, and stands in no file whose temperature is 1', async () => {
  const tagger = randomTagger();
  const before = readPlainFile(await written(tagger));
  expect(Object.keys(before.metadata)).not.toContain('temperature');
  tagger.temperature = 1.37;
  const path = await written(tagger);
  const after = readPlainFile(path);
  expect(after.metadata).toEqual({ ...before.metadata, temperature: '1.37' });
  expect(after.tensors).toEqual(before.tensors);
  const { tagger: again } = await readModel(path, 'exact');
  expect(again.temperature).toBe(1.37);
  expect(again.tagWithConfidences(sentences)).toEqual(tagger.tagWithConfidences(sentences));
});

test('the metadata hold these strings and no others', async () => {
  const provenance = { corpora: { train: { name: 'train.conll' } }, seed: 3 };
  const tagger = randomTagger({ vectorWords, digitsAreZeros: true });
  const { metadata } = readPlainFile(await written(tagger, provenance));
  expect(metadata).toEqual({
    format: 'teddy-tagger',
    format_version: '1',
    tokenizer_version: '1',
    config:
      '{"cell":"lstm","directions":2,"layers":1,"wordDimension":5,"foldsWords":false,"characters":null,"shape":null,"hidden":8,"dense":[],"decoder":"crf"}',
    types: '["LOC","PER"]',
    provenance: '{"corpora":{"train":{"name":"train.conll"}},"seed":3}',
    vectors: '{"digitsAreZeros":true}',
  });
  expect(readPlainFile(await written(randomTagger())).metadata.vectors).toBeUndefined();
});

test('the provenance of a model is read again', async () => {
  const provenance = { corpora: { train: { sha256: '00ff' } }, scores: [1, null, 'é'] };
  const { provenance: again } = await readModel(await written(randomTagger(), provenance), 'exact');
  expect(again).toEqual(provenance);
});

test.each([
  [
    { learningCurve: 'x'.repeat(3e6), scores: 1, seed: 2 },
    { scores: 1, seed: 2 },
  ],
  [{ learningCurve: 1, scores: 'x'.repeat(3e6), seed: 2 }, { seed: 2 }],
  [{ seed: 'x'.repeat(3e6) }, {}],
])('a provenance that the header has no room for is shortened, %#', async (provenance, kept) => {
  const { provenance: again } = await readModel(await written(randomTagger(), provenance), 'exact');
  expect(again).toEqual(kept);
});

test.each(decoders)('tensors have the names and shapes of PyTorch, %s', async (decoder) => {
  const { tensors } = readPlainFile(await written(randomTagger({ decoder, vectorWords })));
  const [E, H, L] = [5, 8, 9];
  const crf = { 'crf.transitions': [L, L], 'crf.start': [L], 'crf.end': [L] };
  const shapes = Object.entries(tensors).map(([name, { shape }]) => [name, shape]);
  expect(Object.fromEntries(shapes)).toEqual({
    'encoder.weight_ih_l0': [4 * H, E],
    'encoder.weight_hh_l0': [4 * H, H],
    'encoder.bias_ih_l0': [4 * H],
    'encoder.bias_hh_l0': [4 * H],
    'encoder.weight_ih_l0_reverse': [4 * H, E],
    'encoder.weight_hh_l0_reverse': [4 * H, H],
    'encoder.bias_ih_l0_reverse': [4 * H],
    'encoder.bias_hh_l0_reverse': [4 * H],
    'output.weight': [L, 2 * H],
    'output.bias': [L],
    ...(decoder === 'crf' ? crf : {}),
    'embedding.weight': [4, E],
    'embedding.words': ['\na\nb\nc'.length],
    'vectors.weight': [3, E],
    'vectors.scale': [3],
    'vectors.words': ['v\nbear\n00'.length],
  });
});

test('characters are stored, with tensors of their own', async () => {
  const letters = ['a', '\u{1f9f8}'];
  const tagger = randomTagger({ characters: letters });
  const { tensors } = readPlainFile(await written(tagger));
  const shapes = Object.entries(tensors).map(([name, { shape }]) => [name, shape]);
  expect(Object.fromEntries(shapes)).toMatchObject({
    // Beside the two characters, the unknown one and the edge of a word.
    'characters.embedding': [4, 4],
    'characters.weight_w3': [3, 12],
    'characters.bias_w3': [3],
    'characters.letters': [1 + 2 + 4],
    'encoder.weight_ih_l0': [32, 5 + 3],
    'encoder.weight_ih_l0_reverse': [32, 5 + 3],
  });
  const { tagger: again } = await readModel(await written(tagger), 'exact');
  expect(again.content.characters).toEqual(['', ...letters]);
});

test('each width has tensors of its own, shapes have one', async () => {
  const options = { characters: ['a'], characterEncoder: wideCharacters, shape: { shape } };
  const { tensors } = readPlainFile(await written(randomTagger(options)));
  const shapes = Object.entries(tensors).map(([name, { shape }]) => [name, shape]);
  expect(Object.fromEntries(shapes)).toMatchObject({
    ...{ 'characters.weight_w2': [3, 8], 'characters.bias_w2': [3] },
    ...{ 'characters.weight_w3': [3, 12], 'characters.bias_w3': [3] },
    ...{ 'characters.weight_w4': [3, 16], 'characters.bias_w4': [3] },
    'shape.embedding': [10, 3],
    'encoder.weight_ih_l0': [32, 5 + 9 + 3],
  });
});

test('a recurrent layer over characters has the tensors of any other, and no edge', async () => {
  const options = { characters: ['a'], characterEncoder: recurrentCharacters };
  const { tensors } = readPlainFile(await written(randomTagger(options)));
  const shapes = Object.entries(tensors)
    .filter(([name]) => name.startsWith('characters.'))
    .map(([name, { shape }]) => [name, shape]);
  const layer = ['l0', 'l0_reverse'].map((suffix) => ({
    ...{ [`characters.weight_ih_${suffix}`]: [12, 4], [`characters.weight_hh_${suffix}`]: [12, 3] },
    ...{ [`characters.bias_ih_${suffix}`]: [12], [`characters.bias_hh_${suffix}`]: [12] },
    ...{ [`characters.peephole_${suffix}`]: [9] },
  }));
  expect(Object.fromEntries(shapes)).toEqual({
    'characters.embedding': [2, 4],
    'characters.letters': [2],
    ...layer[0],
    ...layer[1],
  });
});

test('the character vocabulary keeps every character', async () => {
  const strange = ['\ufeff', '\u00a0', '\u2028', '\u0000', '"', '\u0301', '\u{1f600}', '\r'];
  const { tagger } = await readModel(await written(randomTagger({ characters: strange })), 'exact');
  expect(tagger.content.characters).toEqual(['', ...strange]);
});

test('a model without a learned character can be read again', async () => {
  const { tagger } = await readModel(await written(randomTagger({ characters: [] })), 'exact');
  expect(tagger.content.characters).toEqual(['']);
});

test('the second bias of PyTorch is added to the first', async () => {
  const path = await written(randomTagger());
  const file = readPlainFile(path);
  const tensors = { ...file.tensors };
  for (const suffix of ['l0', 'l0_reverse']) {
    const bias = floatsOf(tensors[`encoder.bias_ih_${suffix}`]);
    // Quarters and remainders are both exact, so their sum is the same as before.
    const part = bias.map((value) => Math.round(value * 4) / 4);
    tensors[`encoder.bias_ih_${suffix}`] = floatTensor([32], part);
    tensors[`encoder.bias_hh_${suffix}`] = floatTensor(
      [32],
      bias.map((value, k) => value - part[k]),
    );
  }
  const otherPath = temporaryPath();
  writePlainFile(otherPath, { ...file, tensors });
  expect(readFileSync(otherPath)).not.toEqual(readFileSync(path));
  const { tagger } = await readModel(otherPath, 'exact');
  expect(readFileSync(await written(tagger))).toEqual(readFileSync(path));
});

test('tensors in any order and place are read alike', async () => {
  const path = await written(randomTagger({ vectorWords: ['v', 'bear', '00'] }));
  const { metadata, tensors } = readPlainFile(path);
  const otherPath = temporaryPath();
  // Texts first, of odd lengths, so that the numbers after them are not aligned.
  const names = Object.keys(tensors).sort(
    (a, b) => Number(b.endsWith('words')) - Number(a.endsWith('words')),
  );
  writePlainFile(otherPath, {
    metadata,
    tensors: Object.fromEntries(names.map((name) => [name, tensors[name]])),
  });
  const { tagger } = await readModel(otherPath, 'exact');
  expect(readFileSync(await written(tagger))).toEqual(readFileSync(path));
});

test('words keep every character', async () => {
  const strange = [
    '\ufeff',
    '\u00a0',
    '\u2028x',
    '__proto__',
    '\u0000',
    '"',
    'e\u0301',
    '\u{1f600}',
    '\r',
  ];
  const tagger = randomTagger({ words: strange, vectorWords: ['\ufeffv', '\u0085'] });
  const { tagger: again } = await readModel(await written(tagger), 'exact');
  expect(again.content.words).toEqual(['', ...strange]);
  expect(again.content.vectors!.words).toEqual(['\ufeffv', '\u0085']);
});

test('a model without a learned word can be read again', async () => {
  const { tagger } = await readModel(await written(randomTagger({ words: [] })), 'exact');
  expect(tagger.content.words).toEqual(['']);
});

test('every type that a corpus can have can be read again', async () => {
  const type = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((type) => isTag(`B-${type}`) && !/[ \t\r\n]/.test(type));
  const types = fc.uniqueArray(
    fc.oneof(type, fc.constantFrom('creative-work', 'a\u00a0b', '\u3000')),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  await fc.assert(
    fc.asyncProperty(types, async (types) => {
      const { tagger } = await readModel(await written(randomTagger({ types })), 'exact');
      expect(tagger.content.types).toEqual(types);
    }),
    { numRuns: 25, examples: [[['a\u00a0b']]] },
  );
});

test('a model without the key of folding has its words as written', async () => {
  const path = await written(randomTagger());
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE(0));
  const key = String.raw`\"foldsWords\":false,`;
  const header = bytes.subarray(8, 8 + length).toString();
  const older = header.replace(key, '').padEnd(length);
  expect(header).toContain(key);
  writeFileSync(
    path,
    Buffer.concat([bytes.subarray(0, 8), Buffer.from(older), bytes.subarray(8 + length)]),
  );
  const { tagger } = await readModel(path, 'exact');
  expect(tagger.content.config.foldsWords).toBe(false);
});
