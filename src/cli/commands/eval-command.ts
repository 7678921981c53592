// `tagger eval`: its flags, and what --help prints about it.
import type { Command } from '../flags/command.js';
import { inputCorpus } from '../flags/file-uses.js';
import { annotationFlags, corpusFlags } from './corpus-flags.js';
import { taggingFlags } from './engine-flags.js';
import { gateFlags, judgedFlags, reportFlags, scoreFlags } from './eval-flags.js';
import { exitCodes } from './exit-codes.js';

export const evalCommand = {
  name: 'eval',
  operand: { name: 'CORPUS', count: 'one', key: 'corpus', use: inputCorpus },
  summary: 'Score a model on a corpus.',
  details:
    'Prints the table of conlleval: precision, recall and F1 of the entities, overall and by type.',
  groups: {
    'What to score': judgedFlags,
    Scores: scoreFlags,
    Gates: gateFlags,
    Reports: reportFlags,
    Columns: corpusFlags,
    Annotations: annotationFlags,
    Execution: taggingFlags,
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
