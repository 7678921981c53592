// The choice of the format to write: --to decides or, without it, the name of OUT.
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import type { OffsetUnit } from '../../entities/offsets.js';
import type { ConvertFlags } from '../commands/commands.js';
import { inWords } from '../flags/in-words.js';
import { UsageError } from '../flags/usage-error.js';
import { type TargetName, targetNames, targetOf } from '../formats/table/targets.js';

type TargetFlags = Pick<ConvertFlags, 'output' | 'to' | 'scheme' | 'offsets'>;

/** @throws UsageError if the flags leave it open, or contradict each other */
export function chooseTarget(flags: TargetFlags): TargetName {
  const { output, to, scheme } = flags;
  const name = to ?? targetByName(output);
  const target = targetOf(name);
  if (scheme !== undefined && !target.hasScheme) {
    const others = targetNames.filter((other) => targetOf(other).hasScheme);
    throw refuse(`--scheme: requires --to ${inWords(others)}, found ${name}`);
  }
  if (target.writesFiles && output === '-') {
    throw refuse(`--to ${name}: expected a folder as OUT, found standard output`);
  }
  if (target.writesFiles && statSync(output, { throwIfNoEntry: false })?.isFile()) {
    throw refuse(`--to ${name}: expected a folder as OUT, found the file ${output}`);
  }
  if (!target.writesFiles && isFolder(output)) {
    throw refuse(`--to ${name}: expected a file as OUT, found the folder ${output}`);
  }
  return name;
}

/** @throws UsageError for a unit that the format does not have */
export function chooseOffsets(name: TargetName, { offsets }: TargetFlags): OffsetUnit {
  const units = targetOf(name).offsets ?? [];
  if (offsets === undefined) return units[0] ?? 'utf16';
  if (units.includes(offsets)) return offsets;
  if (units.length > 0) {
    throw refuse(`--offsets: expected ${inWords(units)} with --to ${name}, found ${offsets}`);
  }
  const others = targetNames.filter((other) => (targetOf(other).offsets ?? []).length > 1);
  throw refuse(`--offsets: requires --to ${inWords(others)}, found ${name}`);
}

function targetByName(output: string): TargetName {
  const extension = extname(output.replace(/\.gz$/i, '')).toLowerCase();
  const named = targetNames.find((name) => targetOf(name).extensions?.includes(extension));
  if (named !== undefined) return named;
  if (isFolder(output)) return 'brat';
  const candidates = targetNames.filter((name) => targetOf(name).mayEndIn?.includes(extension));
  const choices = candidates.length > 0 ? candidates : targetNames;
  const found = output === '-' ? 'standard output' : output;
  throw refuse(`${found}: expected --to ${inWords(choices)}, as the name leaves the format open`);
}

/** Whether the name is that of a folder, whether it exists or not. */
const isFolder = (path: string): boolean =>
  /[/\\]$/.test(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const refuse = (message: string) => new UsageError(message, 'convert');
