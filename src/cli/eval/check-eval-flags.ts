// Contradictions among the flags of `tagger eval`, which no flag can see alone.

import type { EvalFlags } from '../commands/commands.js';
import { evalCommand } from '../commands/eval-command.js';
import { checkOutputs } from '../flags/check-files.js';
import { UsageError } from '../flags/usage-error.js';

/**
 * @throws UsageError for flags that contradict each other
 * @throws InputError for a report that would overwrite another file of the run
 */
export function checkEvalFlags(flags: EvalFlags): void {
  checkSystems(flags);
  checkRequired(flags);
  checkStandardOutput(flags);
  const files = flags.report.flatMap(({ file }) => (file === undefined ? [] : [file]));
  checkOutputs(evalCommand, flags, '--report', files);
  checkThresholds(flags);
}

const refusal = (message: string) => new UsageError(message, evalCommand.name);

function checkSystems({ model, predictions, predictedColumn, ...flags }: EvalFlags): void {
  const kinds = [model.length > 0, predictions.length > 0, predictedColumn !== undefined];
  if (kinds.filter(Boolean).length > 1) {
    throw refusal('--model, --predictions and --predicted-column: expected one of them');
  }
  if (flags.suspects !== undefined && (kinds[1] || kinds[2])) {
    throw refusal(
      '--suspects: requires a model, because predictions lack the probability of the gold',
    );
  }
  const count = Math.max(model.length, predictions.length);
  if (count < 2) return;
  // Each of these would speak for the first system only.
  const ofOne = [
    ['--min-f1', flags.minF1.length > 0],
    ['--min-precision', flags.minPrecision.length > 0],
    ['--min-recall', flags.minRecall.length > 0],
    ['--baseline', flags.baseline !== undefined],
    ['--json', flags.json],
    ['--suspects', flags.suspects !== undefined],
  ] as const;
  const [given] = ofOne.filter(([, isGiven]) => isGiven);
  if (given) {
    throw refusal(`${given[0]}: expected one model or predictions file, found ${count}`);
  }
}

function checkRequired({ baseline, maxDrop, significant, updateBaseline }: EvalFlags): void {
  const needed = [
    ['--max-drop', maxDrop !== undefined, '--baseline', baseline !== undefined],
    ['--update-baseline', updateBaseline, '--baseline', baseline !== undefined],
    ['--significant', significant, '--max-drop', maxDrop !== undefined],
  ] as const;
  for (const [name, isGiven, other, hasOther] of needed) {
    if (isGiven && !hasOther) throw refusal(`${name}: requires ${other}`);
  }
}

function checkStandardOutput({ report, json }: EvalFlags): void {
  const toOutput = report.filter(({ kind, file }) => file === undefined && kind !== 'github');
  // Annotations may stand beside text, not within JSON or XML.
  const hasMachineOutput = json || toOutput.some(({ kind }) => kind === 'json' || kind === 'junit');
  const isAnnotated = report.some(({ kind, file }) => kind === 'github' && file === undefined);
  if (toOutput.length + (json ? 1 : 0) > 1 || (hasMachineOutput && isAnnotated)) {
    throw refusal('--report: expected at most one report without a file');
  }
}

function checkThresholds({ minF1, minPrecision, minRecall }: EvalFlags): void {
  for (const [name, thresholds] of [
    ['--min-f1', minF1],
    ['--min-precision', minPrecision],
    ['--min-recall', minRecall],
  ] as const) {
    const types = thresholds.map(({ type }) => type);
    const index = types.findIndex((type, place) => types.indexOf(type) !== place);
    if (index >= 0) throw refusal(`${name}: given twice for ${types[index] ?? 'all types'}`);
  }
}
