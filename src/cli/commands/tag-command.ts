// `tagger tag`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputFileOrStdin } from '../flags/file-uses.js';
import { requiring } from '../flags/kinds.js';
import { tokenColumn } from './corpus-flags.js';
import { taggingFlags } from './engine-flags.js';
import { exitCodes } from './exit-codes.js';
import { modelFlag } from './model-flag.js';
import { confidenceFlags } from './tag/confidence-flags.js';
import { inputFlags } from './tag/inputs-flags.js';
import { listFlags } from './tag/lists-flags.js';
import { outputFlags } from './tag/output-flags.js';
import { redactFlags } from './tag/redact-flags.js';
import { streamFlags } from './tag/stream-flags.js';

const columnFlags = {
  'token-column': requiring(
    { input: ['conll'] },
    { ...tokenColumn, description: 'Column of the tokens, for conll.' },
  ),
};

export const tagCommand = {
  name: 'tag',
  operand: { name: 'FILE', count: 'any', key: 'files', use: inputFileOrStdin },
  summary: 'Find the named entities in text.',
  details:
    'Reads text from the files, plain or compressed; "-", or no file at all, means standard input. --help formats shows the formats of --input and --format.',
  groups: {
    Input: { ...inputFlags, ...columnFlags },
    Output: outputFlags,
    Confidence: confidenceFlags,
    'Lists of names': listFlags,
    Redaction: redactFlags,
    Execution: { model: modelFlag, ...streamFlags, ...taggingFlags },
  },
  examples: [
    'echo "He said Teddy Roosevelt was a great president." | tagger tag',
    'tagger tag news.txt --format jsonl > entities.jsonl',
    'tagger tag news.txt --format html --only PER > people.html',
  ],
  rareFlags: [
    'extensions',
    'document',
    'entities-field',
    'skip-missing',
    'gazetteer-wins',
    'ignore-case',
    'region',
    'arithmetic',
    'verbose',
  ],
  exitCodes: { ...exitCodes, 129: 'SIGHUP', 130: 'Ctrl-C', 143: 'SIGTERM' },
} satisfies Command;
