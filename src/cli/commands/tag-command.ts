// `tagger tag`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputFileOrStdin } from '../flags/file-uses.js';
import { choice, requiring, toggle, withDefault } from '../flags/kinds.js';
import { tokenColumn } from './corpus-flags.js';
import { engineFlags } from './engine-flags.js';
import { exitCodes } from './exit-codes.js';
import { modelFlag } from './model-flag.js';
import { redactFlags } from './tag/redact-flags.js';

type InputName = 'text' | 'tokens' | 'conll';

const inputFlags = {
  input: withDefault(
    'text',
    choice<InputName>('Format of the input.', ['text', 'tokens', 'conll']),
  ),
  'token-column': requiring(
    { input: ['conll'] },
    { ...tokenColumn, description: 'Column of the tokens for --input conll, counted from 1.' },
  ),
};

const outputFlags = {
  format: {
    ...choice('Format of the output.', ['color', 'inline', 'jsonl', 'conll', 'redact']),
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
  groups: {
    Input: inputFlags,
    Output: outputFlags,
    Redaction: redactFlags,
    Execution: { model: modelFlag, ...engineFlags },
  },
  examples: [
    'echo "He said Teddy Roosevelt was a great president." | tagger tag',
    'tagger tag news.txt --format jsonl > entities.jsonl',
  ],
  exitCodes,
} satisfies Command;
