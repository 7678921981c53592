// Flags of several commands that would have no effect.
import { inWords } from '../flags/in-words.js';
import { UsageError } from '../flags/usage-error.js';
import type { EvalFlags, TrainFlags } from './commands.js';
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

/** @throws UsageError for a flag of --gates without it, and for --units with a table */
export function checkGatesFlags(given: Values): void {
  const refuse = (message: string) => new UsageError(message, 'inspect');
  const hasUnits = given.get('units') === true;
  const first =
    ['arithmetic', 'format'].find((name) => given.has(name)) ?? (hasUnits ? 'units' : undefined);
  if (first !== undefined && !given.has('gates')) throw refuse(`--${first}: requires --gates`);
  const isTable = given.get('json') !== true && (given.get('format') ?? 'text') === 'text';
  if (hasUnits && isTable) throw refuse('--units: requires --format html or svg, or --json');
}

/** @throws UsageError for a flag of the checkpoint with --no-checkpoint */
export function checkCheckpointFlags(
  command: string,
  given: Values,
  { checkpoint, resume }: Pick<TrainFlags, 'checkpoint' | 'resume'>,
): void {
  if (checkpoint !== false) return;
  const flag = resume ? 'resume' : 'checkpoint-every';
  if (!resume && !given.has(flag)) return;
  throw new UsageError(`--${flag}: cannot be combined with --no-checkpoint`, command);
}
