// `tagger train`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import {
  inputCorpus,
  inputFile,
  inputModel,
  inputRegularFile,
  inputVectors,
  outputFile,
  outputModel,
  outputStream,
} from '../flags/file-uses.js';
import {
  numberFromZero,
  orOff,
  path,
  pathEndingIn,
  repeatable,
  toggle,
  wholeNumber,
  withDefault,
} from '../flags/kinds.js';
import { annotationFlags, corpusFlags } from './corpus-flags.js';
import { engineFlags } from './engine-flags.js';
import { trainingExitCodes } from './exit-codes.js';
import { epochFactors, type PresetName, presets } from './train/presets.js';
import { storageFlags } from './train/storage-flags.js';
import { trainingGroups } from './train/training-groups.js';
import { unlabeledFlags } from './train/unlabeled-flags.js';

const trainFileFlags = {
  dev: {
    ...path(inputCorpus, 'Choose the best epoch on FILE.'),
    defaultText: 'a tenth of CORPUS',
  },
  'final-fit': withDefault(
    false,
    toggle(
      'Train the final model on CORPUS and dev together, for as many epochs as were best on dev.',
    ),
  ),
  test: path(inputCorpus, 'Score the trained model on FILE.'),
  vectors: path(inputVectors, 'Word vectors: GloVe, word2vec, fastText, or an npm package.'),
  'keep-vectors': withDefault(
    200000,
    wholeNumber('Number of vectors to keep in the model, most frequent words first.', 0),
  ),
  'freeze-vectors': withDefault(false, toggle('Do not train the vectors of --vectors.')),
  from: path(inputModel, 'Model to fine-tune: a path, or the shipped model en.', 'MODEL'),
  output: {
    ...path(outputModel, 'Model to write.', 'MODEL'),
    defaultText: './NAME.safetensors for NAME.conll',
  },
  force: withDefault(false, toggle('Overwrite an existing model.')),
  ...storageFlags,
  checkpoint: {
    ...orOff(
      path(
        outputFile,
        'Keep in FILE what an interrupted training needs; --no-checkpoint for none.',
      ),
    ),
    defaultText: 'MODEL.checkpoint, in trainings of more than a minute',
  },
  'checkpoint-every': withDefault(
    3,
    numberFromZero('Minutes between two checkpoints within an epoch; 0 for one at each step.'),
  ),
  resume: withDefault(false, toggle('Go on from the checkpoint, if there is one.')),
  config: path(inputFile, 'Read flags from a JSON object; the command line overrides it.'),
  log: path(outputStream, 'Write a JSON object per epoch to FILE.'),
  report: pathEndingIn(
    ['.html'],
    outputFile,
    'Write a page with the curves, scores and settings to FILE.',
  ),
  'report-compare': repeatable(
    path(inputRegularFile, 'Draw the training of an earlier --report beside the new one.'),
  ),
  'gradient-report': pathEndingIn(
    ['.svg', '.json'],
    outputFile,
    'Report how far gradients reach back in time.',
  ),
};

function describePreset(name: PresetName): string {
  const values = Object.entries(presets[name]).map(([flag, value]) => `--${flag} ${value}`);
  return `${name.padEnd(10)}${values.join(', ')}, ${epochFactors[name]} times the epochs`;
}

export const trainCommand = {
  name: 'train',
  operand: { name: 'CORPUS', count: 'one', key: 'corpus', use: inputCorpus },
  summary: 'Train a tagger on a corpus.',
  details: 'For its formats, see tagger help formats.',
  moreDetails: `--preset changes the defaults of these flags:

${describePreset('fast')}
${describePreset('accurate')}`,
  groups: {
    Files: trainFileFlags,
    Columns: corpusFlags,
    Annotations: annotationFlags,
    'Unlabeled text': unlabeledFlags,
    ...trainingGroups,
    Execution: engineFlags,
  },
  mainFlags: [
    'dev',
    'test',
    'output',
    'force',
    'resume',
    'vectors',
    'from',
    'preset',
    'epochs',
    'seed',
    'runs',
    'log',
  ],
  examples: [
    'tagger train train.conll --dev dev.conll --test test.conll',
    'tagger train train.conll --from en --dev dev.conll --output tuned.safetensors',
  ],
  exitCodes: trainingExitCodes,
} satisfies Command;
