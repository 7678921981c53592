// `tagger tag`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputFileOrStdin } from '../flags/file-uses.js';
import { choice, requiring, withDefault } from '../flags/kinds.js';
import { tokenColumn } from './corpus-flags.js';
import { engineFlags } from './engine-flags.js';
import { exitCodes } from './exit-codes.js';
import { modelFlag } from './model-flag.js';
import { confidenceFlags } from './tag/confidence-flags.js';
import { listFlags } from './tag/lists-flags.js';
import { outputFlags } from './tag/output-flags.js';

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

export const tagCommand = {
  name: 'tag',
  operand: { name: 'FILE', count: 'any', key: 'files', use: inputFileOrStdin },
  summary: 'Find the named entities in text.',
  details:
    'Reads UTF-8 text from the files; "-", or no file at all, means standard input. --help formats shows the formats of --input and --format.',
  groups: {
    Input: inputFlags,
    Output: outputFlags,
    Confidence: confidenceFlags,
    'Lists of names': listFlags,
    Execution: { model: modelFlag, ...engineFlags },
  },
  examples: [
    'echo "He said Teddy Roosevelt was a great president." | tagger tag',
    'tagger tag news.txt --format jsonl > entities.jsonl',
    'tagger tag news.txt --format html --only PER > people.html',
  ],
  isBrief: true,
  exitCodes,
} satisfies Command;
