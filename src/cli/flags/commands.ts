// Every flag of every command, once: its name, kind, default and one sentence.

import { parseTagScheme, type TagScheme, tagSchemes } from '../../corpora/tag-scheme.js';
import type { Arithmetic } from '../../kernels/kernels.js';
import {
  anyText,
  choice,
  type FlagValues,
  type Option,
  path,
  pathEndingIn,
  toggle,
  wholeNumber,
  withDefault,
} from './kinds.js';
import { learning } from './learning-flags.js';
import { mapTypesOption } from './map-types-flag.js';
import { modelOperandDetails, modelOption } from './model-flag.js';
import { network } from './network-flags.js';
import { type PresetName, presetNames } from './presets.js';

export type InputName = 'text' | 'tokens' | 'conll';

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** A command as --help shows it and as its arguments are checked. */
export interface Command {
  readonly name: string;
  /** What stands beside the flags. */
  readonly operand: { readonly name: string; readonly count: 'one' | 'at most one' | 'any' };
  readonly summary: string;
  /** What --help says below the summary. */
  readonly details: string;
  /** By the title that --help gives them. */
  readonly groups: Readonly<Record<string, OptionTable>>;
}

const scheme: Option<TagScheme> = {
  ...choice('The tag scheme; recognised by default.', tagSchemes),
  expected: `one of ${tagSchemes.join(', ')} or BIOES`,
  check: (value) => {
    const name = String(value).toUpperCase();
    return name === 'BIOES' || tagSchemes.some((known) => known === name)
      ? parseTagScheme(name)
      : undefined;
  },
};

const columns = {
  'token-column': {
    ...wholeNumber('The column of the tokens, counted from 1.', 1),
    defaultText: 'the first',
  },
  'tag-column': {
    ...wholeNumber('The column of the tags, counted from 1.', 1),
    defaultText: 'the last',
  },
  scheme,
  strict: withDefault(
    false,
    toggle('Refuse tags that are illegal in their scheme instead of repairing them.'),
  ),
};

const threads = {
  verbose: withDefault(
    false,
    toggle('Tell at the end how much memory and how many threads were used.'),
  ),
  threads: {
    ...wholeNumber('Threads at most; the result is the same for any number.', 1),
    defaultText: 'the cores',
  },
};

const arithmetic = {
  arithmetic: withDefault(
    'exact',
    choice<Arithmetic>('Results the same to the bit on every machine, or fused multiply-add.', [
      'exact',
      'fast',
    ]),
  ),
};

const engine = { ...threads, ...arithmetic };

const trainFiles = {
  dev: {
    ...path('The sentences that choose the best epoch.'),
    defaultText: 'a tenth of CORPUS, held out by the seed',
  },
  test: path('Sentences to score at the very end.'),
  from: path('A model (as for tagger tag) whose weights and network to begin with.', 'MODEL'),
  vectors: path('Word vectors to begin with: GloVe, word2vec or fastText, plain or gzipped.'),
  'keep-vectors': withDefault(
    200000,
    wholeNumber('How many of the vectors, the most frequent, the model keeps.', 0),
  ),
  'freeze-vectors': withDefault(false, toggle('Leave the vectors as they are.')),
  output: {
    ...path('The model file to write.', 'MODEL'),
    defaultText: "CORPUS' name with .safetensors, in this folder",
  },
  quantize: withDefault(
    false,
    toggle('Store learned words in one byte a number, as vectors are, not four.'),
  ),
  force: withDefault(false, toggle('Write over a model that is there already.')),
  log: path('A file to write one JSON object an epoch to.'),
  'gradient-report': pathEndingIn(['.svg', '.json'], 'How far gradients reach back in time.'),
  config: path('A JSON object of flags by their names; those given here win over it.'),
};

const preset = {
  preset: withDefault(
    'default',
    choice<PresetName>(
      'What the flags below are where they are not given: for speed or for accuracy.',
      [...presetNames],
    ),
  ),
};

const evalFiles = {
  model: modelOption,
  json: withDefault(false, toggle('Print the figures as JSON.')),
  intervals: withDefault(false, toggle('Add a 95% confidence interval of each F1.')),
  'map-types': mapTypesOption,
};

const tagFiles = {
  model: modelOption,
  input: withDefault('text', choice<InputName>('What is read.', ['text', 'tokens', 'conll'])),
  'token-column': columns['token-column'],
  format: {
    ...choice('How the entities are written.', ['color', 'inline', 'jsonl', 'conll']),
    defaultText: 'color on a terminal, else inline, or conll for --input conll',
  },
  color: {
    ...toggle('Colours, or none; NO_COLOR in the environment also means none.'),
    defaultText: 'colours on a terminal',
  },
};

const inspectFlags = {
  gates: anyText('Show what the gates do at each token of this text.'),
  json: withDefault(false, toggle('Print JSON.')),
};

export const trainCommand = {
  name: 'train',
  operand: { name: 'CORPUS', count: 'one' },
  summary: 'Learn a tagger from a CoNLL column file.',
  details: 'CORPUS has a token and its tag on each line, a blank line after each sentence.',
  groups: {
    Files: trainFiles,
    Columns: columns,
    Preset: preset,
    Network: network,
    Learning: { ...learning, ...engine },
  },
} satisfies Command;

export const evalCommand = {
  name: 'eval',
  operand: { name: 'CORPUS', count: 'one' },
  summary: 'Score a model on a CoNLL column file.',
  details: 'Prints the table of conlleval: precision, recall and F1 of the entities, by type.',
  groups: { Flags: { ...evalFiles, ...engine }, Columns: columns },
} satisfies Command;

export const tagCommand = {
  name: 'tag',
  operand: { name: 'FILE', count: 'any' },
  summary: 'Find the names in a text.',
  details: `Reads UTF-8 from the files, or from the standard input without any or for "-". What it reads, by --input:

text    each line is a text of its own
tokens  each line is a sentence, its tokens divided by spaces or tabs
conll   each line has a token in one of its columns, with tags or without; a blank line ends a sentence

What it writes, by --format:

color   the text, its entities coloured and followed by their type
inline  the text, its entities as [Teddy Roosevelt](PER): to read; brackets of the text's own are left as they are
jsonl   an object for each line, an empty one too: {"text", "entities": [{"label", "text", "start", "end"}]}; start and end count UTF-16 units
conll   a token and its IOB2 tag on each line, a blank line after each sentence; with --input conll each line as it was, its tag behind it

The text of a sentence in columns is its tokens, a space between two.`,
  groups: { Flags: { ...tagFiles, ...engine } },
} satisfies Command;

export const inspectCommand = {
  name: 'inspect',
  operand: { name: 'MODEL', count: 'at most one' },
  summary: 'Tell what a model is, or what its gates do.',
  details: `${modelOperandDetails}

Prints the shape of the network, its vocabularies, and what it was trained on, how, with which scores.

With --gates, the mean over the units of each gate, at each token, in each layer and direction:

update     how much of what is new enters the memory; a GRU keeps the rest, 1 - update, of the old
forget     how much of the old memory an LSTM keeps: near 1 it remembers, near 0 it forgets
output     how much of the memory an LSTM shows
relevance  how much of the old memory what is new in a GRU depends on`,
  groups: { Flags: { ...inspectFlags, ...arithmetic } },
} satisfies Command;

export const commands: readonly Command[] = [trainCommand, evalCommand, tagCommand, inspectCommand];

type LearningFlags = FlagValues<typeof preset & typeof network & typeof learning & typeof engine>;

export type TrainFlags = Omit<FlagValues<typeof trainFiles>, 'config' | 'output'> &
  FlagValues<typeof columns> &
  LearningFlags & {
    readonly corpus: string;
    readonly output: string;
    /** With --from, the flags of the network that were given: its network must be as they say. */
    readonly askedNetwork?: ReadonlyMap<string, unknown>;
  };

export type EvalFlags = FlagValues<typeof evalFiles & typeof columns & typeof engine> & {
  readonly corpus: string;
};

export type TagFlags = FlagValues<typeof tagFiles & typeof engine> & {
  readonly files: readonly string[];
};

export type InspectFlags = FlagValues<typeof inspectFlags & typeof arithmetic> & {
  readonly model?: string;
};

export function optionsOf({ groups }: Command): OptionTable {
  return Object.assign({}, ...Object.values(groups));
}
