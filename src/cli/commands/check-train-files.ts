// Checks the files of `tagger train`, whose checkpoint decides what may be overwritten.
import { existsSync } from 'node:fs';
import { InputError } from '../../errors.js';
import { checkFiles } from '../flags/check-files.js';
import type { TrainFlags } from './commands.js';
import { trainCommand } from './train-command.js';

/**
 * @throws InputError if a file cannot be used, or if an interrupted training would be lost
 * @throws AggregateError if several files cannot be used
 */
export function checkTrainFiles(flags: TrainFlags): void {
  const path = checkpointPath(flags);
  const isInterrupted = path !== undefined && existsSync(path);
  if (isInterrupted && !flags.resume && !flags.force) {
    throw new InputError(
      `${path}: an interrupted training can go on from this file; use --resume to do so, or --force to start again`,
    );
  }
  // The model of the interrupted training is replaced by that of the whole one.
  checkFiles(trainCommand, { ...flags, force: flags.force || isInterrupted });
}

/** Undefined with --no-checkpoint. */
export function checkpointPath({
  checkpoint,
  output,
}: Pick<TrainFlags, 'checkpoint' | 'output'>): string | undefined {
  return checkpoint === false ? undefined : (checkpoint ?? `${output}.checkpoint`);
}
