// The commands: their operands, their flags, and what --help prints about them.
import { corpusFlags, tokenColumn } from './corpus-flags.js';
import { arithmeticFlags, engineFlags } from './engine-flags.js';
import {
  anyText,
  choice,
  type FlagTable,
  type FlagValues,
  path,
  pathEndingIn,
  requiring,
  toggle,
  wholeNumber,
  withDefault,
} from './kinds.js';
import {
  optimizerFlags,
  regularizationFlags,
  reproducibilityFlags,
  scheduleFlags,
  stoppingFlags,
} from './learning-flags.js';
import { mapTypesFlag } from './map-types-flag.js';
import { MODEL_OPERAND_DETAILS, modelFlag } from './model-flag.js';
import { initializationFlags, layerFlags, wordFlags } from './network-flags.js';
import { epochFactors, type PresetName, presetNames, presets } from './presets.js';

export interface Command {
  readonly name: string;
  /** The arguments beside the flags. */
  readonly operand: { readonly name: string; readonly count: 'one' | 'at most one' | 'any' };
  readonly summary: string;
  /** What --help prints below the summary. */
  readonly details: string;
  /** Flags by the title of their group in --help. */
  readonly groups: Readonly<Record<string, FlagTable>>;
}

const trainFileFlags = {
  dev: {
    ...path('Sentences for choosing the best epoch.'),
    defaultText: 'a tenth of CORPUS, chosen by the seed',
  },
  test: path('Sentences to score after training.'),
  vectors: path('Pretrained word vectors: GloVe, word2vec or fastText, plain or gzipped.'),
  'keep-vectors': withDefault(
    200000,
    wholeNumber('Number of vectors to keep in the model, most frequent words first.', 0),
  ),
  'freeze-vectors': withDefault(false, toggle('Do not train the vectors of --vectors.')),
  from: path('Model to fine-tune: a path, or the name of a shipped model (en).', 'MODEL'),
  output: {
    ...path('Model file to write.', 'MODEL'),
    defaultText: 'the name of CORPUS with .safetensors, in the current folder',
  },
  force: withDefault(false, toggle('Overwrite an existing model.')),
  quantize: withDefault(
    false,
    toggle('Store learned words in one byte per number instead of four, as vectors are.'),
  ),
  config: path('Read flags from a JSON object; those on the command line override it.'),
  log: path('Write a JSON object per epoch to this file.'),
  'gradient-report': pathEndingIn(
    ['.svg', '.json'],
    'Report how far gradients reach back in time.',
  ),
};

const presetFlags = {
  preset: withDefault(
    'default',
    choice<PresetName>('Defaults for the flags below, tuned for speed or accuracy.', presetNames),
  ),
};

function describePreset(name: PresetName): string {
  const values = Object.entries(presets[name]).map(([flag, value]) => `--${flag} ${value}`);
  return `${name.padEnd(10)}${values.join(', ')}, ${epochFactors[name]} times the epochs`;
}

export const trainCommand = {
  name: 'train',
  operand: { name: 'CORPUS', count: 'one' },
  summary: 'Train a tagger on a CoNLL column file.',
  details: `CORPUS has a token and its tag on each line, and a blank line after each sentence.

--preset changes the defaults of these flags:

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
} satisfies Command;

const evalFlags = {
  model: modelFlag,
  json: withDefault(false, toggle('Print the scores as JSON.')),
  intervals: withDefault(false, toggle('Add a 95% confidence interval for each F1.')),
  'map-types': mapTypesFlag,
};

export const evalCommand = {
  name: 'eval',
  operand: { name: 'CORPUS', count: 'one' },
  summary: 'Score a model on a CoNLL column file.',
  details:
    'Prints the table of conlleval: precision, recall and F1 of the entities, overall and by type.',
  groups: { Flags: evalFlags, Columns: corpusFlags, Execution: engineFlags },
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
  operand: { name: 'FILE', count: 'any' },
  summary: 'Find the named entities in text.',
  details: `Reads UTF-8 text from the files; "-", or no file at all, means standard input.

Input formats:

text    each line is a separate text
tokens  each line is a sentence, its tokens separated by spaces or tabs
conll   each line has a token in one of its columns, with or without tags; a blank line ends a sentence

Output formats:

color   the text, with each entity in color and followed by its type
inline  the text, with entities as [Teddy Roosevelt](PER); for reading, since brackets in the text are not escaped
jsonl   an object for each line, even an empty one: {"text", "entities": [{"label", "text", "start", "end"}]}; start and end count UTF-16 code units
conll   a token and its IOB2 tag on each line, and a blank line after each sentence; with --input conll, each line unchanged but for the predicted tag at its end

The text of a sentence in columns is its tokens, joined by spaces.`,
  groups: { Flags: tagFlags, Execution: engineFlags },
} satisfies Command;

const inspectFlags = {
  gates: anyText('Show what the gates do at each token of this text.'),
  json: withDefault(false, toggle('Print JSON.')),
};

export const inspectCommand = {
  name: 'inspect',
  operand: { name: 'MODEL', count: 'at most one' },
  summary: 'Describe a model, or show its gate activations.',
  details: `${MODEL_OPERAND_DETAILS}

Prints the network, its vocabularies, its training data and options, and its scores.

With --gates, prints the mean of each gate over its units, for each token, layer and direction:

update     how much new content enters the state (the input gate of most LSTM papers); a GRU keeps 1 - update of the old state
forget     how much of its old cell state an LSTM keeps: near 1 it remembers, near 0 it forgets
output     how much of its cell state an LSTM shows
relevance  how much the new content of a GRU depends on the old state (the reset gate of most papers)`,
  groups: { Flags: { ...inspectFlags, ...arithmeticFlags } },
} satisfies Command;

export const commands: readonly Command[] = [trainCommand, evalCommand, tagCommand, inspectCommand];

/** All flags of a command in one table. */
export function allFlags({ groups }: Command): FlagTable {
  return Object.fromEntries(Object.values(groups).flatMap((table) => Object.entries(table)));
}

/** The intersection of the members of a union. */
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The values of all flags of a command. */
export type CommandFlags<Any extends Command> = FlagValues<
  Intersection<Any['groups'][keyof Any['groups']]>
>;

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
