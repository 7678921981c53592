// Model files of ensembles: what they store once, what by member, and what is refused.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InputError } from '../../../src/errors.js';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import { quantizeWords } from '../../../src/model/quantize-words.js';
import type { Tagger } from '../../../src/model/tagger.js';
import {
  floatTensor,
  type PlainFile,
  type PlainTensor,
  readPlainFile,
  temporaryPath,
  writePlainFile,
} from '../model-bytes.js';
import { type RandomEnsembleOptions, randomEnsemble } from '../random-ensemble.js';
import { readBy, sentences, variants } from '../tagger-variants.js';

const options = { words: ['a', 'b', 'c', 'Teddy'], vectorWords: ['v', 'bear'] };

async function written(tagger: Tagger): Promise<string> {
  const path = temporaryPath();
  await writeModel(path, tagger, {});
  return path;
}

const ensemble = (given: RandomEnsembleOptions = options, commonWords = 0) =>
  randomEnsemble(given, commonWords).tagger;

const fieldOf = ({ metadata }: PlainFile) => JSON.parse(metadata.ensemble);
const namesOf = ({ tensors }: PlainFile, part: string) =>
  Object.keys(tensors).filter((name) => name.endsWith(part));

const withoutSubwords = variants.filter(({ options }) => !options.subwords);

test.each(withoutSubwords)('an ensemble read again tags as before, $name', async ({ options }) => {
  const tagger = ensemble(options);
  tagger.temperature = 1.25;
  const path = await written(tagger);
  const { tagger: again, provenance } = await readModel(path, 'exact');
  expect(again.networks).toHaveLength(3);
  expect(again.tagWithConfidences(readBy(again))).toEqual(
    tagger.tagWithConfidences(readBy(tagger)),
  );
  const second = temporaryPath();
  await writeModel(second, again, provenance);
  expect(readFileSync(second)).toEqual(readFileSync(path));
});

test('a table that is equal in all members is stored once', async () => {
  const tagger = ensemble();
  const file = readPlainFile(await written(tagger));
  expect(file.metadata.format_version).toBe('2');
  expect(fieldOf(file)).toEqual({ temperatures: [1, 1.25, 1.5], ownWords: 5, ownVectors: 0 });
  expect(namesOf(file, 'vectors.weight')).toEqual(['vectors.weight']);
  expect(namesOf(file, 'embedding.words')).toEqual(['embedding.words']);
  expect(namesOf(file, '.embedding.weight')).toHaveLength(3);
  expect(namesOf(file, 'crf.transitions').sort()).toEqual(
    [0, 1, 2].map((member) => `members.${member}.crf.transitions`),
  );
  const { memory } = tagger.engine;
  for (const { parameters } of tagger.networks) {
    memory.floats(parameters.find('crf.transitions').value, 81).fill(0.5);
  }
  const path = await written(tagger);
  expect(namesOf(readPlainFile(path), 'crf.transitions')).toEqual(['crf.transitions']);
  const { tagger: again } = await readModel(path, 'exact');
  expect(again.tagSentences(sentences)).toEqual(tagger.tagSentences(sentences));
});

test.each([1, 3])(
  '%i rows of words that are equal in all members are stored once',
  async (count) => {
    const tagger = ensemble(options, count);
    const path = await written(tagger);
    const file = readPlainFile(path);
    expect(fieldOf(file).ownWords).toBe(5 - count);
    expect(file.tensors['embedding.weight'].shape).toEqual([count, 5]);
    expect(file.tensors['members.2.embedding.weight'].shape).toEqual([5 - count, 5]);
    const { tagger: again } = await readModel(path, 'exact');
    expect(again.tagWithConfidences(sentences)).toEqual(tagger.tagWithConfidences(sentences));
  },
);

test('a table of words that is equal in all members is held once', async () => {
  const tagger = ensemble(options, 4);
  const [first, ...others] = tagger.networks.map(({ table: { value } }) =>
    tagger.engine.memory.floats(value, 5),
  );
  for (const other of others) other.set(first);
  const { tagger: again } = await readModel(await written(tagger), 'exact');
  expect(new Set(again.networks.map(({ table }) => table.value)).size).toBe(1);
  expect(again.tagSentences(sentences)).toEqual(tagger.tagSentences(sentences));
});

test.each([
  { name: 'all members', common: 0, ownVectors: 4 },
  { name: 'none', common: 4, ownVectors: 0 },
  { name: 'some', common: 3, ownVectors: 1 },
])('quantized rows that $name have of their own are stored by member', async (wanted) => {
  const { common, ownVectors } = wanted;
  const tagger = quantizeWords(ensemble(options, common), 'exact');
  const path = await written(tagger);
  const file = readPlainFile(path);
  expect(fieldOf(file)).toEqual({ temperatures: [1, 1.25, 1.5], ownWords: 1, ownVectors });
  const own = file.tensors['members.1.vectors.weight'];
  expect(own?.shape ?? [0, 5]).toEqual([ownVectors, 5]);
  expect(file.tensors['vectors.weight'].shape).toEqual([6 - ownVectors, 5]);
  const { tagger: again } = await readModel(path, 'exact');
  expect(again.tagWithConfidences(sentences)).toEqual(tagger.tagWithConfidences(sentences));
  expect(readFileSync(await written(again))).toEqual(readFileSync(path));
});

test('quantized members find what they found, to the rounding of their words', () => {
  const before = ensemble(options, 1);
  const after = quantizeWords(before, 'exact');
  const known = sentences.map((tokens) => tokens.filter((token) => options.words.includes(token)));
  const marginals = before.marginalsOf(known);
  after.marginalsOf(known).forEach((found, n) => {
    const differences = found.map((probability, place) => probability - marginals[n][place]);
    expect(Math.max(0, ...differences.map(Math.abs))).toBeLessThan(0.05);
  });
  expect(after.marginalsOf(known)).not.toEqual(marginals);
});

const good = readPlainFile(await written(quantizeWords(ensemble(options, 1), 'exact')));
const damaged = temporaryPath();

async function refusal(changes: {
  readonly ensemble?: unknown;
  readonly version?: string;
  /** Fields that the configuration gets. */
  readonly config?: object;
  readonly tensors?: Readonly<Record<string, PlainTensor | undefined>>;
}): Promise<string> {
  const { ensemble = fieldOf(good), version = '2' } = changes;
  const metadata = {
    ...good.metadata,
    config: JSON.stringify({ ...JSON.parse(good.metadata.config), ...changes.config }),
    format_version: version,
    ensemble: JSON.stringify(ensemble),
  };
  const tensors = Object.entries({ ...good.tensors, ...changes.tensors });
  const kept = tensors.filter((entry): entry is [string, PlainTensor] => entry[1] !== undefined);
  writePlainFile(damaged, { metadata, tensors: Object.fromEntries(kept) });
  const error = await readModel(damaged, 'exact').catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message.replace(damaged, 'MODEL');
}

const membership = { temperatures: [1, 1.25, 1.5], ownWords: 1, ownVectors: 3 };
const field = 'MODEL: metadata "ensemble"';
const nan = floatTensor([9], new Array(9).fill(Number.NaN));
test.each([
  {
    name: 'one member',
    changes: { ensemble: { ...membership, temperatures: [1] } },
    message: `${field} (temperatures): expected 2 to 16 temperatures, found Array`,
  },
  {
    name: 'too many members',
    changes: { ensemble: { ...membership, temperatures: new Array(100000).fill(1) } },
    message: `${field} (temperatures): expected 2 to 16 temperatures, found Array`,
  },
  {
    name: 'more members than there are',
    changes: { ensemble: { ...membership, temperatures: [1, 1, 1, 1] } },
    message:
      'MODEL: members.3.encoder.weight_ih_l0: expected a tensor of shape [32, 5], found none',
  },
  {
    name: 'fewer members than there are',
    changes: { ensemble: { ...membership, temperatures: [1, 1] } },
    message: 'MODEL: unexpected tensor "members.2.crf.end"',
  },
  {
    name: 'a temperature of 0',
    changes: { ensemble: { ...membership, temperatures: [1, 0, 1] } },
    message: `${field} (temperatures.1): expected a number from 0.001 to 1000, found 0`,
  },
  {
    name: 'more own words than words',
    changes: { ensemble: { ...membership, ownWords: 2 } },
    message: `${field}: ownWords: expected at most 1, as many as there are, found 2`,
  },
  {
    name: 'more own vectors than vectors',
    changes: { ensemble: { ...membership, ownVectors: 2 ** 40 } },
    message: `${field}: ownVectors: expected at most 6, as many as there are, found 1099511627776`,
  },
  {
    name: 'a negative number of own words',
    changes: { ensemble: { ...membership, ownWords: -1 } },
    message: `${field} (ownWords): expected >=0, found -1`,
  },
  {
    name: 'another key',
    changes: { ensemble: { ...membership, weights: [1, 2] } },
    message: `${field} (weights): unknown key`,
  },
  {
    name: 'a tensor both once and by member',
    changes: { tensors: { 'output.bias': floatTensor([9], new Array(9).fill(0)) } },
    message: 'MODEL: unexpected tensor "members.0.output.bias"',
  },
  {
    name: 'a tensor that one member lacks',
    changes: { tensors: { 'members.1.output.bias': undefined } },
    message: 'MODEL: members.1.output.bias: expected a tensor of shape [9], found none',
  },
  {
    name: 'a member with NaN',
    changes: { tensors: { 'members.1.output.bias': nan } },
    message: 'MODEL: members.1.output.bias: expected finite numbers, found NaN at index 0',
  },
  {
    name: 'a member with scales that are too large',
    changes: { tensors: { 'members.2.vectors.scale': floatTensor([3], [1, 1, 3e38]) } },
    message:
      'MODEL: 128 times members.2.vectors.scale: expected finite numbers, found Infinity at index 2',
  },
  {
    name: 'members that read subwords',
    changes: { config: { subwords: { lengths: [2, 3], most: 9 } } },
    message: 'MODEL: metadata "config": expected no subwords in an ensemble',
  },
  {
    name: 'members in a file of the first version',
    changes: { version: '1' },
    message: 'MODEL: encoder.weight_ih_l0: expected a tensor of shape [32, 5], found none',
  },
])('refused: $name', async ({ changes, message }) => {
  expect(await refusal(changes)).toBe(message);
});

test('a file whose field is arbitrary JSON is read or refused with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.integer({ min: 0, max: 7 }), async (value, count) => {
      expect(await refusal({ ensemble: value })).toMatch(/^MODEL: metadata "ensemble"/);
      if (count === 3) return;
      const counts = { ...membership, ownVectors: count };
      expect(await refusal({ ensemble: counts })).toMatch(
        /^MODEL: (members\.0|metadata|vectors|unexpected)/,
      );
    }),
    { numRuns: 30 },
  );
});
