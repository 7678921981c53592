// Word vectors in every format, plain and gzipped.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readWordVectors } from '../../../src/vectors/word-vectors.js';
import { byteMutations } from '../mutations/bytes.js';
import { mutateRepeatedly } from '../mutations/pick.js';
import { mutateText } from '../mutations/text.js';
import type { FuzzTarget } from '../target.js';

const glove = 'the 0.1 -0.2 3\n, 1e-3 .5 -1.25\nNew York 0 0 1\nof 0.25 0.5 0.75\n';
const fastText = '3 2\nthe 0.1 -0.2\n</s> 1 2\nParis 0.5 1E2\n';

function word2vecBinary(): Uint8Array {
  const rows = ['the', 'Paris', 'in'].map((word, row) => {
    const values = Buffer.alloc(8);
    values.writeFloatLE(row + 0.5, 0);
    values.writeFloatLE(-row, 4);
    return Buffer.concat([Buffer.from(`${word} `), values, Buffer.from('\n')]);
  });
  return Buffer.concat([Buffer.from('3 2\n'), ...rows]);
}

export const vectorsTarget: FuzzTarget = {
  name: 'vectors',
  seedInputs: async () => {
    const plain = [Buffer.from(glove), Buffer.from(fastText), word2vecBinary()];
    return [...plain, ...plain.map((bytes) => gzipSync(bytes))];
  },
  mutate: (input, random) => {
    const mutated =
      random.below(2) === 0
        ? mutateRepeatedly(input, byteMutations, random)
        : mutateText(input, random);
    return random.below(8) === 0 ? gzipSync(mutated) : mutated;
  },
  run: async (input, folder) => {
    const path = join(folder, 'vectors.txt');
    writeFileSync(path, input);
    const wanted = new Set(['the', 'Paris', 'New York', '']);
    const { words, rows, dimension } = await readWordVectors(path, { wanted, keep: 1 });
    if (rows.length !== words.length * dimension) throw new Error('rows do not fit the words');
    if (!rows.every(Number.isFinite)) throw new Error('a value is NaN or infinite');
  },
};
