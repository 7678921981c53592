// The commands: their operands, their flags, and what --help prints about them.

import type { Command, CommandFlags } from '../flags/command.js';
import {
  inputFile,
  inputFileOrStdin,
  inputModel,
  outputFile,
  outputModel,
  outputStream,
} from '../flags/file-uses.js';
import {
  anyText,
  choice,
  path,
  pathEndingIn,
  requiring,
  toggle,
  wholeNumber,
  withDefault,
} from '../flags/kinds.js';
import { CHECK_DETAILS, CHECK_EXAMPLES, checkFlags, columnFlags } from './check-flags.js';
import { corpusFlags, tokenColumn } from './corpus-flags.js';
import { arithmeticFlags, engineFlags, quietFlag } from './engine-flags.js';
import { gateFlags, judgedFlags, reportFlags, scoreFlags } from './eval-flags.js';
import {
  optimizerFlags,
  regularizationFlags,
  reproducibilityFlags,
  scheduleFlags,
  stoppingFlags,
} from './learning-flags.js';
import { MODEL_OPERAND_DETAILS, modelFlag } from './model-flag.js';
import { initializationFlags, layerFlags, wordFlags } from './network-flags.js';
import { epochFactors, type PresetName, presetNames, presets } from './presets.js';

const exitCodes = { 0: 'done', 1: 'unusable input', 2: 'wrong usage' };

const trainFileFlags = {
  dev: {
    ...path(inputFile, 'Choose the best epoch on FILE.'),
    defaultText: 'a tenth of CORPUS',
  },
  test: path(inputFile, 'Score the trained model on FILE.'),
  vectors: path(inputFile, 'Pretrained word vectors: GloVe, word2vec or fastText.'),
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
  quantize: withDefault(
    false,
    toggle('Store learned words in one byte per number instead of four, as vectors are.'),
  ),
  config: path(inputFile, 'Read flags from a JSON object; the command line overrides it.'),
  log: path(outputStream, 'Write a JSON object per epoch to FILE.'),
  'gradient-report': pathEndingIn(
    ['.svg', '.json'],
    outputFile,
    'Report how far gradients reach back in time.',
  ),
};

const presetFlags = {
  preset: withDefault('default', {
    ...choice<PresetName>('Defaults tuned for speed (fast) or accuracy (accurate).', presetNames),
    placeholder: 'NAME',
  }),
};

function describePreset(name: PresetName): string {
  const values = Object.entries(presets[name]).map(([flag, value]) => `--${flag} ${value}`);
  return `${name.padEnd(10)}${values.join(', ')}, ${epochFactors[name]} times the epochs`;
}

export const trainCommand = {
  name: 'train',
  operand: { name: 'CORPUS', count: 'one', key: 'corpus', use: inputFile },
  summary: 'Train a tagger on a CoNLL column file.',
  details: 'For its format, see tagger help formats.',
  moreDetails: `--preset changes the defaults of these flags:

${describePreset('fast')}
${describePreset('accurate')}`,
  groups: {
    Files: trainFileFlags,
    Columns: corpusFlags,
    Preset: presetFlags,
    Network: { ...layerFlags, ...initializationFlags },
    'Word features': wordFlags,
    Optimizer: optimizerFlags,
    'Learning rate schedule': scheduleFlags,
    Regularization: regularizationFlags,
    Stopping: stoppingFlags,
    Reproducibility: reproducibilityFlags,
    Execution: engineFlags,
  },
  mainFlags: [
    'dev',
    'test',
    'output',
    'force',
    'vectors',
    'from',
    'preset',
    'epochs',
    'seed',
    'runs',
    'threads',
    'log',
    'config',
  ],
  examples: [
    'tagger train train.conll --dev dev.conll --test test.conll',
    'tagger train train.conll --from en --output tuned.safetensors',
  ],
  exitCodes: {
    ...exitCodes,
    1: 'unusable input or divergence',
    130: 'Ctrl-C',
  },
} satisfies Command;

export const evalCommand = {
  name: 'eval',
  operand: { name: 'CORPUS', count: 'one', key: 'corpus', use: inputFile },
  summary: 'Score a model on a CoNLL column file.',
  details:
    'Prints the table of conlleval: precision, recall and F1 of the entities, overall and by type.',
  groups: {
    'What to score': judgedFlags,
    Scores: scoreFlags,
    Gates: gateFlags,
    Reports: reportFlags,
    Columns: corpusFlags,
    Execution: engineFlags,
  },
  examples: [
    'tagger eval test.conll --model train.safetensors',
    'tagger eval test.conll --report junit=scores.xml',
  ],
  exitCodes: {
    ...exitCodes,
    1: 'unusable input or a gate failed',
    2: 'wrong usage, or not comparable',
  },
} satisfies Command;

type InputName = 'text' | 'tokens' | 'conll';

const tagFlags = {
  model: modelFlag,
  input: withDefault(
    'text',
    choice<InputName>('Format of the input.', ['text', 'tokens', 'conll']),
  ),
  'token-column': requiring(
    { input: ['conll'] },
    { ...tokenColumn, description: 'Column of the tokens for --input conll, counted from 1.' },
  ),
  format: {
    ...choice('Format of the output.', ['color', 'inline', 'jsonl', 'conll']),
    defaultText: 'color on a terminal; otherwise inline, or conll with --input conll',
  },
  color: {
    ...toggle('Color the entities; NO_COLOR in the environment also turns colors off.'),
    defaultText: 'on for a terminal',
  },
};

export const tagCommand = {
  name: 'tag',
  operand: { name: 'FILE', count: 'any', key: 'files', use: inputFileOrStdin },
  summary: 'Find the named entities in text.',
  details:
    'Reads UTF-8 text from the files; "-", or no file at all, means standard input. For the formats of --input and --format, see tagger help formats.',
  groups: { Flags: tagFlags, Execution: engineFlags },
  examples: [
    'echo "He said Teddy Roosevelt was a great president." | tagger tag',
    'tagger tag news.txt --format jsonl > entities.jsonl',
  ],
  exitCodes,
} satisfies Command;

const inspectFlags = {
  gates: anyText('Show what the gates do at each token of this text.'),
  json: withDefault(false, toggle('Print JSON.')),
};

export const inspectCommand = {
  name: 'inspect',
  operand: { name: 'MODEL', count: 'at most one', key: 'model', use: inputModel },
  summary: 'Describe a model, or show its gate activations.',
  details: `${MODEL_OPERAND_DETAILS}

Prints the network, its vocabularies, its training data and options, and its scores.

With --gates, prints the mean of each gate over its units, for each token, layer and direction:

update     how much new content enters the state (the input gate of most LSTM papers); a GRU keeps 1 - update of the old state
forget     how much of its old cell state an LSTM keeps: near 1 it remembers, near 0 it forgets
output     how much of its cell state an LSTM shows
relevance  how much the new content of a GRU depends on the old state (the reset gate of most papers)`,
  groups: { Flags: { ...inspectFlags, ...arithmeticFlags, ...quietFlag } },
  examples: [
    'tagger inspect train.safetensors',
    'tagger inspect en --gates "He said Teddy Roosevelt was a great president."',
  ],
  exitCodes,
} satisfies Command;

export const checkCommand = {
  name: 'check',
  operand: { name: 'CORPUS', count: 'at least one', key: 'corpora', use: inputFile },
  summary: 'Look for faults in column files before training.',
  details: CHECK_DETAILS,
  groups: { Flags: checkFlags, Columns: columnFlags },
  examples: CHECK_EXAMPLES,
  exitCodes: { 0: 'no errors', 1: 'errors or unusable input', 2: 'wrong usage' },
} satisfies Command;

export const commands: readonly Command[] = [
  trainCommand,
  evalCommand,
  tagCommand,
  inspectCommand,
  checkCommand,
];

export type TrainFlags = Omit<CommandFlags<typeof trainCommand>, 'config' | 'output'> & {
  readonly corpus: string;
  readonly output: string;
  /** With --from, the given flags that must agree with the network of the base model. */
  readonly givenNetwork?: ReadonlyMap<string, unknown>;
};

export type EvalFlags = CommandFlags<typeof evalCommand> & { readonly corpus: string };

export type TagFlags = CommandFlags<typeof tagCommand> & { readonly files: readonly string[] };

export type InspectFlags = CommandFlags<typeof inspectCommand> & {
  readonly model: string | undefined;
};

export type CheckFlags = CommandFlags<typeof checkCommand> & {
  readonly corpora: readonly string[];
};
