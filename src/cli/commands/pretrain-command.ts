// `tagger pretrain`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputRegularFile, outputModel } from '../flags/file-uses.js';
import { fraction, path, realNumber, toggle, wholeNumber, withDefault } from '../flags/kinds.js';
import { engineFlags } from './engine-flags.js';
import { trainingExitCodes } from './exit-codes.js';
import { reproducibilityFlags } from './train/learning-flags.js';
import { layerFlags, wordFlags } from './train/network-flags.js';
import { rawTextFlags } from './train/storage-flags.js';
import { trainCommand } from './train-command.js';

const {
  vectors,
  'keep-vectors': keepVectors,
  checkpoint,
  'checkpoint-every': checkpointEvery,
  resume,
} = trainCommand.groups.Files;
const { cell, hidden, unidirectional } = layerFlags;
const { subwords: _, 'subword-lengths': _lengths, documents: _documents, ...words } = wordFlags;

export const pretrainCommand = {
  name: 'pretrain',
  operand: { name: 'TEXT', count: 'at least one', key: 'texts', use: inputRegularFile },
  summary: 'Train a language model on raw text.',
  details: `TEXT has a paragraph on each line, or columns of tokens if it is named .conll or the like. A network learns to predict each word from those before it, and from those after it. Then tagger train CORPUS --from MODEL starts from this network.`,
  groups: {
    Files: {
      vectors,
      'keep-vectors': keepVectors,
      output: withDefault('lm.safetensors', path(outputModel, 'Language model to write.', 'MODEL')),
      force: withDefault(false, toggle('Overwrite an existing model.')),
      checkpoint,
      'checkpoint-every': checkpointEvery,
      resume,
    },
    Learning: {
      words: withDefault(5_000_000, wholeNumber('Words of TEXT to read, drawn at random.', 1)),
      tokenizer: { ...rawTextFlags.tokenizer, defaultText: 'words' },
      epochs: withDefault(1, wholeNumber('Number of passes over these words.', 1)),
      'learning-rate': withDefault(
        0.002,
        realNumber('Step size.', 'a number above 0', (value) => value > 0),
      ),
      dropout: withDefault(0.2, fraction('Dropout rate of the input.')),
      seed: reproducibilityFlags.seed,
    },
    Network: { cell, hidden, unidirectional, ...words },
    Execution: engineFlags,
  },
  mainFlags: ['vectors', 'output', 'force', 'resume', 'words', 'epochs', 'seed', 'hidden'],
  examples: [
    'tagger pretrain news.txt --output lm.safetensors',
    'tagger train train.conll --from lm.safetensors --output ner.safetensors',
  ],
  exitCodes: trainingExitCodes,
} satisfies Command;
