// Flags of `tagger eval` and `tagger inspect` that would have no effect.
import { inWords } from '../flags/in-words.js';
import { UsageError } from '../flags/usage-error.js';
import type { EvalFlags } from './commands.js';
import type { ReportKind } from './eval-flags.js';

type Values = ReadonlyMap<string, unknown>;

const kindsWithErrors: readonly ReportKind[] = ['json', 'markdown', 'github', 'html'];

/**
 * @param given values of flags that are given
 * @throws UsageError for --max-errors without an output of errors
 */
export function checkMaxErrors(given: Values, flags: Omit<EvalFlags, 'corpus'>): void {
  if (!given.has('max-errors')) return;
  const { errors, report, updateBaseline } = flags;
  const isUsed = report.some(({ kind }) => kindsWithErrors.includes(kind));
  if (isUsed || errors !== undefined || updateBaseline) return;
  throw new UsageError(
    `--max-errors: requires --errors or --report ${inWords(kindsWithErrors)}`,
    'eval',
  );
}

/** @throws UsageError for --arithmetic if nothing is computed */
export function checkArithmetic(given: Values): void {
  if (!given.has('arithmetic') || given.has('gates')) return;
  throw new UsageError('--arithmetic: requires --gates', 'inspect');
}
