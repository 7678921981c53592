// `tagger tag`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputFileOrStdin } from '../flags/file-uses.js';
import { choice, requiring, toggle } from '../flags/kinds.js';
import { tokenColumn } from './corpus-flags.js';
import { engineFlags } from './engine-flags.js';
import { exitCodes } from './exit-codes.js';
import { modelFlag } from './model-flag.js';
import { inputFlags } from './tag/inputs-flags.js';

const columnFlags = {
  'token-column': requiring(
    { input: ['conll'] },
    { ...tokenColumn, description: 'Column of the tokens, for conll.' },
  ),
};

const outputFlags = {
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
    'Reads text from the files, which may be compressed by gzip or zstd; "-", or no file at all, means standard input. For the formats of --input and --format, see tagger help formats.',
  groups: {
    Input: { ...inputFlags, ...columnFlags },
    Output: outputFlags,
    Execution: { model: modelFlag, ...engineFlags },
  },
  examples: [
    'echo "He said Teddy Roosevelt was a great president." | tagger tag',
    'tagger tag news.txt --format jsonl > entities.jsonl',
  ],
  exitCodes,
} satisfies Command;
