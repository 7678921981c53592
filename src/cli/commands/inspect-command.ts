// `tagger inspect`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputModel } from '../flags/file-uses.js';
import { anyText, choice, toggle, withDefault } from '../flags/kinds.js';
import { arithmeticFlags, quietFlag } from './engine-flags.js';
import { exitCodes } from './exit-codes.js';
import { MODEL_OPERAND_DETAILS } from './model-flag.js';

export type GatesFormat = 'text' | 'html' | 'svg';

const inspectFlags = {
  gates: anyText('Show what the gates do at each token of this text.'),
  format: withDefault(
    'text',
    choice<GatesFormat>('Print the gates as a table, a web page or a picture.', [
      'text',
      'html',
      'svg',
    ]),
  ),
  units: withDefault(false, toggle('Show each unit of the gates in a page, picture or JSON.')),
  json: withDefault(false, toggle('Print JSON.')),
  best: withDefault(false, toggle('Print the path of the MODEL with the highest F1 on dev.')),
};

export const inspectCommand = {
  name: 'inspect',
  operand: { name: 'MODEL', count: 'any', key: 'models', use: inputModel },
  summary: 'Describe a model, or show its gate activations.',
  details: `${MODEL_OPERAND_DETAILS}

Prints the network, its vocabularies, its training data and options, and its scores. A language model of tagger pretrain is described, too.

With --best, several models may be given. They must have been trained with the same --dev.

With --gates, prints the mean of each gate over its units, for each token, layer and direction:

update     how much new content enters the state (the input gate of most LSTM papers); a GRU keeps 1 - update of the old state
forget     how much of its old cell state an LSTM keeps: near 1 it remembers, near 0 it forgets
output     how much of its cell state an LSTM shows
relevance  how much the new content of a GRU depends on the old state (the reset gate of most papers)

--format html and svg draw a heat map with a color for each mean, or with --units for each unit. Of the
cell rnn, which has no gates, they draw the hidden state.`,
  groups: { Flags: { ...inspectFlags, ...arithmeticFlags, ...quietFlag } },
  examples: [
    'tagger inspect train.safetensors',
    'tagger inspect en --gates "He said Teddy Roosevelt was a great president."',
    'tagger inspect en --gates "Teddy bears are on sale." --format svg > bears.svg',
    'tagger inspect --best train.safetensors tuned.safetensors',
  ],
  exitCodes,
} satisfies Command;
