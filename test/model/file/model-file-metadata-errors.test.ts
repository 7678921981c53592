import { expect, test } from '@jest/globals';
import { readAnyModel, readModel, writeModel } from '../../../src/model/file/model-file.js';
import { writePlainFile } from '../model-bytes.js';
import { randomTagger } from '../random-tagger.js';
import { config, damagedPath, good, manyTypes, refusal } from './damaged-model.js';

test('the model that is damaged here is good before', async () => {
  const { metadata, tensors } = good;
  writePlainFile(damagedPath, { metadata, tensors });
  const { tagger } = await readModel(damagedPath, 'exact');
  expect(tagger.content.words).toEqual(['', 'a', 'b', 'c']);
});

const metadataCases = [
  {
    name: 'a safetensors file of another program',
    metadata: { format: 'pt' },
    message: 'MODEL: expected a model written by tagger train, found another safetensors file',
  },
  {
    name: 'a safetensors file without a format',
    metadata: { format: undefined },
    message: 'MODEL: expected a model written by tagger train, found another safetensors file',
  },
  {
    name: 'a language model',
    metadata: { format: 'teddy-language-model' },
    message:
      'MODEL: expected a model that tags, found a language model; tagger train --from makes a tagger of it',
  },
  {
    name: 'another version of the format',
    metadata: { format_version: '3' },
    message:
      'MODEL: expected format_version 1 or 2, found 3: it was written by another version of tagger',
  },
  {
    name: 'a version of a million digits',
    metadata: { format_version: '9'.repeat(1e6) },
    message: `MODEL: expected format_version 1 or 2, found "${'9'.repeat(60)}…": it was written by another version of tagger`,
  },
  {
    name: 'millions of types',
    metadata: { types: `[${'"a",'.repeat(1e6)}"a"]` },
    message:
      'MODEL: metadata "types": expected at most 200000 values at character 799997, found "\\"a\\",\\"a\\",\\"a\\",\\"a\\",\\"a\\","',
  },
  {
    name: 'no version of the format',
    metadata: { format_version: undefined },
    message:
      'MODEL: expected format_version 1 or 2, found none: it was written by another version of tagger',
  },
  {
    name: 'another version of the tokenizer',
    metadata: { tokenizer_version: '99' },
    message:
      'MODEL: expected tokenizer_version 1 or 2, found 99: it was written by another version of tagger',
  },
  ...['config', 'types', 'provenance'].map((field) => ({
    name: `no ${field}`,
    metadata: { [field]: undefined },
    message: `MODEL: metadata "${field}" is missing`,
  })),
  ...['config', 'types', 'provenance', 'vectors'].map((field) => ({
    name: `${field} that is not JSON`,
    metadata: { [field]: '{"hidden": 8,\n' },
    message: `MODEL: metadata "${field}": expected a string at character 14, found the end`,
  })),
  ...[false, 'yes'].map((documents) => ({
    name: `documents that are ${documents}`,
    metadata: { config: JSON.stringify({ ...config, documents }) },
    message: `MODEL: metadata "config" (documents): expected true, found ${JSON.stringify(documents)}`,
  })),
  {
    name: 'a key of the config twice',
    metadata: { config: `{"hidden":9,${JSON.stringify(config).slice(1)}` },
    message: 'MODEL: metadata "config": key "hidden" occurs twice in an object',
  },
  ...['0', '-1', '1001'].map((temperature) => ({
    name: `a temperature of ${temperature}`,
    metadata: { temperature },
    message: `MODEL: metadata "temperature": expected a number from 0.001 to 1000, found ${temperature}`,
  })),
  {
    name: 'a temperature that is text',
    metadata: { temperature: '"1"' },
    message: 'MODEL: metadata "temperature": expected number, found "1"',
  },
  {
    name: 'a provenance followed by more',
    metadata: { provenance: '{} {}' },
    message: 'MODEL: metadata "provenance": expected the end at character 3, found "{}"',
  },
  {
    name: 'a provenance of endless nesting',
    metadata: { provenance: '['.repeat(1e6) },
    message: `MODEL: metadata "provenance": expected at most 100 levels of nesting at character 101, found "${'['.repeat(20)}"`,
  },
  {
    name: 'a config that is not an object',
    metadata: { config: '7' },
    message: 'MODEL: metadata "config": expected Object, found 7',
  },
  {
    name: 'a config without a cell',
    metadata: { config: JSON.stringify({ ...config, cell: undefined }) },
    message: 'MODEL: metadata "config" (cell): missing',
  },
  {
    name: 'an unknown cell',
    metadata: { config: JSON.stringify({ ...config, cell: 'gnu' }) },
    message:
      'MODEL: metadata "config" (cell): expected ("rnn" | "gru-simple" | "gru" | "lstm" | "lstm-peephole"), found "gnu"',
  },
  {
    name: 'an unknown decoder, on several lines and very long',
    metadata: { config: JSON.stringify({ ...config, decoder: `a\nb${'c'.repeat(1e6)}` }) },
    message: `MODEL: metadata "config" (decoder): expected ("crf" | "softmax"), found "a\\nb${'c'.repeat(57)}…"`,
  },
  ...[
    { hidden: 0, problem: 'expected >=1, found 0' },
    { hidden: 8.5, problem: 'expected a whole number, found 8.5' },
    { hidden: 1e9, problem: 'expected <=4096, found 1000000000' },
    { hidden: '8', problem: 'expected number, found "8"' },
    { hidden: null, problem: 'expected number, found null' },
  ].map(({ hidden, problem }) => ({
    name: `${JSON.stringify(hidden)} hidden units`,
    metadata: { config: JSON.stringify({ ...config, hidden }) },
    message: `MODEL: metadata "config" (hidden): ${problem}`,
  })),
  {
    name: 'a config whose folding is not a boolean',
    metadata: { config: JSON.stringify({ ...config, foldsWords: 1 }) },
    message: 'MODEL: metadata "config" (foldsWords): expected boolean, found 1',
  },
  {
    name: 'a config without characters',
    metadata: { config: JSON.stringify({ ...config, characters: undefined }) },
    message: 'MODEL: metadata "config" (characters): missing',
  },
  ...[
    {
      change: { encoder: 'gru' },
      problem: '(characters.encoder): expected ("cnn" | "rnn"), found "gru"',
    },
    { change: { encoder: 'rnn' }, problem: '(characters.cell): missing' },
    {
      change: { widths: undefined },
      problem: '(characters.widths): missing',
    },
    { change: { widths: [] }, problem: '(characters.widths): expected >=1, found 0' },
    { change: { widths: [17] }, problem: '(characters.widths.0): expected <=16, found 17' },
    {
      change: { widths: [3, 2] },
      problem: '(characters.widths): expected rising numbers, found Array',
    },
    { change: { dimension: 0 }, problem: '(characters.dimension): expected >=1, found 0' },
    { change: { filters: 5000 }, problem: '(characters.filters): expected <=4096, found 5000' },
    { change: { window: 5 }, problem: '(characters.window): unknown key' },
  ].map(({ change, problem }) => ({
    name: `characters with ${JSON.stringify(change)}`,
    metadata: {
      config: JSON.stringify({ ...config, characters: { ...config.characters, ...change } }),
    },
    message: `MODEL: metadata "config" ${problem}`,
  })),
  {
    name: 'a config without shape',
    metadata: { config: JSON.stringify({ ...config, shape: undefined }) },
    message: 'MODEL: metadata "config" (shape): missing',
  },
  {
    name: 'shapes without width',
    metadata: { config: JSON.stringify({ ...config, shape: { dimension: 0 } }) },
    message: 'MODEL: metadata "config" (shape.dimension): expected >=1, found 0',
  },
  {
    name: 'shapes without their tensor',
    metadata: { config: JSON.stringify({ ...config, shape: { dimension: 2 } }) },
    message: 'MODEL: shape.embedding: expected a tensor of shape [10, 2], found none',
  },
  {
    name: 'a config with an unknown key',
    metadata: { config: JSON.stringify({ ...config, floors: 2 }) },
    message: 'MODEL: metadata "config" (floors): unknown key',
  },
  {
    name: 'types that are not a list',
    metadata: { types: '{}' },
    message: 'MODEL: metadata "types": expected Array, found Object',
  },
  ...[
    { name: 'no type', types: [], problem: 'expected 1 to 10000 types, found 0' },
    { name: 'too many types', types: manyTypes, problem: 'expected 1 to 10000 types, found 10001' },
    { name: 'a type twice', types: ['LOC', 'PER', 'PER'], problem: '"PER" occurs twice' },
  ].map(({ name, types, problem }) => ({
    name,
    metadata: { types: JSON.stringify(types) },
    message: `MODEL: metadata "types": ${problem}`,
  })),
  ...['', '-PER', 'A B', 'A\nB'].map((type) => ({
    name: `a type that no corpus can have, ${JSON.stringify(type)}`,
    metadata: { types: JSON.stringify(['LOC', type]) },
    message: `MODEL: metadata "types" (1): expected an entity type such as PER, found ${JSON.stringify(type)}`,
  })),
  {
    name: 'a provenance that is not an object',
    metadata: { provenance: '"here"' },
    message: 'MODEL: metadata "provenance": expected Object, found "here"',
  },
  {
    name: 'vectors without their digits',
    metadata: { vectors: '{}' },
    message: 'MODEL: metadata "vectors" (digitsAreZeros): missing',
  },
  {
    name: 'no conventions of text',
    metadata: { tokenizer_version: '2' },
    message: 'MODEL: metadata "text" is missing',
  },
  {
    name: 'an unknown tokenizer',
    metadata: { tokenizer_version: '2', text: '{"tokenizer":"penn","wordForms":2}' },
    message:
      'MODEL: metadata "text" (tokenizer): expected ("words" | "whitespace" | "unicode" | "ideographs" | "characters"), found "penn"',
  },
  {
    name: 'word forms of another version',
    metadata: { tokenizer_version: '2', text: '{"tokenizer":"words","wordForms":3}' },
    message: 'MODEL: metadata "text" (wordForms): expected (1 | 2), found 3',
  },
];

test.each(metadataCases)('refused: $name', async ({ metadata, message }) => {
  expect(await refusal({ metadata })).toBe(message);
});

test('a language model with types is refused as a base model', async () => {
  const { metadata, tensors } = good;
  writePlainFile(damagedPath, {
    metadata: { ...metadata, format: 'teddy-language-model' },
    tensors,
  });
  await expect(readAnyModel(damagedPath, 'exact')).rejects.toThrow(
    `${damagedPath}: metadata "types": expected none in a language model, found 2`,
  );
});

test('a language model is written and read as a base model', async () => {
  const tagger = randomTagger({ types: [], decoder: 'softmax' });
  await writeModel(damagedPath, tagger, { loss: 1 });
  const { tagger: found, provenance } = await readAnyModel(damagedPath, 'exact');
  expect(provenance).toEqual({ loss: 1 });
  expect(found.content.types).toEqual([]);
  expect(found.content.words).toEqual(tagger.content.words);
});
