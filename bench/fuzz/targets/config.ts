// Config files of `tagger train`, up to the network and the files that they describe.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainCommand } from '../../../src/cli/commands/train-command.js';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { checkFiles } from '../../../src/cli/flags/check-files.js';
import { mutateJson } from '../mutations/json.js';
import type { FuzzTarget } from '../target.js';

// A file that is there on every machine.
const file = process.execPath;

const configs = [
  { epochs: 3, 'learning-rate': 0.01, cell: 'gru', seed: 7, output: 'model.safetensors' },
  { dev: file, vectors: file, scheme: 'IOB2', dropout: 0.5, 'batch-size': 10 },
  { preset: 'fast', hidden: 50, dense: [20, 10], 'character-widths': [2, 3], force: true },
];

export const configTarget: FuzzTarget = {
  name: 'config',
  seedInputs: async () => configs.map((config) => Buffer.from(JSON.stringify(config))),
  mutate: mutateJson,
  run: async (input, folder) => {
    const path = join(folder, 'config.json');
    const corpus = join(folder, 'corpus.conll');
    writeFileSync(path, input);
    writeFileSync(corpus, 'Teddy B-PER\n');
    const flags = await parseTrainFlags([corpus, '--config', path]);
    checkFiles(trainCommand, flags);
  },
};
