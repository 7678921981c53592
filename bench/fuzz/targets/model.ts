// Model files: the header's JSON, lengths and offsets, the metadata's JSON, and the tensors.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel, writeModel } from '../../../src/model/file/model-file.js';
import type { Random } from '../../../src/tensors/random.js';
import { runInProcess } from '../in-process.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateJsonText } from '../mutations/json.js';
import { mutateRepeatedly, pick } from '../mutations/pick.js';
import { createSmallTagger, smallConfigs } from '../small-tagger.js';
import type { FuzzTarget } from '../target.js';

const provenance = {
  tool: 'teddy-tagger',
  version: '0.1.0',
  options: { epochs: 3, seed: 1, dropout: 0.5 },
  corpora: { train: { path: 'train.conll', sentences: 10, sha256: 'ab'.repeat(32) } },
  scores: {
    dev: {
      overall: { precision: 90.1, recall: 89, f1: 89.5, gold: 10, predicted: 9, correct: 8 },
      types: { PER: { precision: 90.1, recall: 89, f1: 89.5, gold: 10, predicted: 9, correct: 8 } },
    },
  },
};

export const modelTarget: FuzzTarget = {
  name: 'model',
  seedInputs: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-model-'));
    const path = join(folder, 'model.safetensors');
    const inputs: Uint8Array[] = [];
    for (const config of smallConfigs) {
      await writeModel(path, createSmallTagger(config), provenance);
      inputs.push(readFileSync(path));
    }
    rmSync(folder, { recursive: true });
    return inputs;
  },
  mutate: (input, random) =>
    random.below(4) === 0
      ? mutateRepeatedly(input, byteMutations, random)
      : mutateHeader(input, random),
  run: async (input, folder) => {
    const path = join(folder, 'model.safetensors');
    writeFileSync(path, input);
    const { stdout } = await runInProcess(['inspect', path]);
    if (/[^\P{Cc}\n]/u.test(stdout)) throw new Error('a control character reached the terminal');
    const { tagger } = await readModel(path, 'exact');
    tagger.tagWithConfidences([['Teddy', 'Roosevelt', 'rode', 'to', 'Paris', '.'], ['x']]);
  },
};

const LENGTH_BYTES = 8;

/** Changes the JSON of the header or of one string of the metadata, and mostly its length, too. */
function mutateHeader(input: Uint8Array, random: Random): Uint8Array {
  const length = Number(Buffer.from(input).readBigUInt64LE());
  const header = Buffer.from(input.subarray(LENGTH_BYTES, LENGTH_BYTES + length)).toString('utf8');
  const data = input.subarray(LENGTH_BYTES + length);
  const text =
    random.below(2) === 0 ? mutateMetadata(header, random) : mutateJsonText(header, random);
  const changed = Buffer.from(text);
  const prefix = Buffer.alloc(LENGTH_BYTES);
  prefix.writeBigUInt64LE(BigInt(random.below(16) === 0 ? length : changed.length));
  return Buffer.concat([prefix, changed, data]);
}

const METADATA_OF_JSON = ['config', 'types', 'provenance', 'vectors'];

function mutateMetadata(header: string, random: Random): string {
  const parsed: { readonly __metadata__: Readonly<Record<string, string>> } = JSON.parse(header);
  const name = pick(METADATA_OF_JSON, random);
  const value = mutateJsonText(parsed.__metadata__[name] ?? '{}', random);
  return JSON.stringify({ ...parsed, __metadata__: { ...parsed.__metadata__, [name]: value } });
}
