import { expect, test } from '@jest/globals';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import { quantizeWords } from '../../../src/model/quantize-words.js';
import {
  type PlainTensor,
  readPlainFile,
  temporaryPath,
  textTensor,
  writePlainFile,
} from '../model-bytes.js';
import { randomTagger } from '../random-tagger.js';
import { refusal, refusalOf } from './damaged-model.js';

const path = temporaryPath();
await writeModel(path, quantizeWords(randomTagger({ subwords: ['<a', 'bc', 'c>'] }), 'exact'), {});
const small = readPlainFile(path);

/** The error for a quantized model with three subwords after these changes. */
async function refusalOfSmall(tensors: Record<string, PlainTensor | undefined>): Promise<string> {
  const changed = temporaryPath();
  const all = Object.entries({ ...small.tensors, ...tensors });
  const kept = all.filter((entry): entry is [string, PlainTensor] => entry[1] !== undefined);
  writePlainFile(changed, { ...small, tensors: Object.fromEntries(kept) });
  return (await refusalOf(readModel(changed, 'exact'))).replace(changed, 'MODEL');
}

test.each([
  [
    { 'embedding.subwords': undefined },
    'embedding.subwords: expected a tensor of words, found none',
  ],
  [{ 'subwords.scale': undefined }, 'subwords.scale: expected a tensor of shape [3], found none'],
  [
    { 'subwords.weight': undefined, 'subwords.scale': undefined },
    'embedding.weight: expected a tensor of shape [4, 5], found [1, 5]',
  ],
  [
    { 'embedding.subwords': textTensor('<a\nbc') },
    'subwords.weight: expected a tensor of shape [2, 5], found [3, 5]',
  ],
])('refused: a quantized model with %j', async (tensors, message) => {
  expect(await refusalOfSmall(tensors)).toBe(`MODEL: ${message}`);
});

test('refused: subwords of a network that reads none', async () => {
  const tensors = { 'embedding.subwords': textTensor('ab') };
  expect(await refusal({ tensors })).toBe('MODEL: unexpected tensor "embedding.subwords"');
});

test('refused: lengths of subwords that do not rise', async () => {
  const config = JSON.parse(small.metadata.config);
  const changed = { ...config, subwords: { lengths: [3, 2], most: 9 } };
  expect(await refusal({ metadata: { config: JSON.stringify(changed) } })).toBe(
    'MODEL: metadata "config" (subwords.lengths): expected rising numbers, found Array',
  );
});
