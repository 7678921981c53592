// `tagger check`: what --help prints about it.
import type { Command } from '../flags/command.js';
import { checkedCorpus } from '../flags/file-uses.js';
import { CHECK_DETAILS, CHECK_EXAMPLES, checkFlags, columnFlags } from './check-flags.js';
import { annotationFlags } from './corpus-flags.js';

export const checkCommand = {
  name: 'check',
  operand: { name: 'CORPUS', count: 'at least one', key: 'corpora', use: checkedCorpus },
  summary: 'Look for faults in corpora before training.',
  details: CHECK_DETAILS,
  groups: { Flags: checkFlags, Columns: columnFlags, Annotations: annotationFlags },
  examples: CHECK_EXAMPLES,
  exitCodes: { 0: 'no errors', 1: 'errors or unusable input', 2: 'wrong usage' },
} satisfies Command;
