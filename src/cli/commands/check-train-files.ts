// Checks the files of `tagger train`, whose checkpoint decides what may be overwritten.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../../errors.js';
import { fileError, otherThanFile } from '../../files/system-error.js';
import { DECIDING_LENGTH, isCheckpoint } from '../../training/checkpoint/recognize-checkpoint.js';
import { checkFiles } from '../flags/check-files.js';
import type { TrainFlags } from './commands.js';
import { trainCommand } from './train-command.js';

/**
 * @throws InputError if a file cannot be used, or if an interrupted training would be lost
 * @throws AggregateError if several files cannot be used
 */
export function checkTrainFiles(flags: TrainFlags): void {
  const path = checkpointPath(flags);
  const isInterrupted = path !== undefined && isFile(path) && hasCheckpoint(path);
  if (isInterrupted && !flags.resume && !flags.force) {
    throw new InputError(
      `${path}: an interrupted training can go on from this file; use --resume to do so, or --force to start again`,
    );
  }
  // The model of the interrupted training is replaced by that of the whole one. A model without a
  // checkpoint may be that of the whole one, which is found out once the corpora are read.
  const isResumed = isInterrupted || (flags.resume && isFile(flags.output));
  checkFiles(trainCommand, { ...flags, force: flags.force || isResumed });
  // A folder or device that no flag names.
  if (path !== undefined) hasCheckpoint(path);
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/**
 * Whether there is a checkpoint at the path; false if there is nothing.
 *
 * @throws InputError for anything else, which a checkpoint must not replace
 */
export function hasCheckpoint(path: string): boolean {
  const found = otherThanCheckpoint(path);
  if (found === undefined || found === 'nothing') return found === undefined;
  throw new InputError(
    `${path}: expected a checkpoint written by tagger train, found ${found}; use --checkpoint with another name`,
  );
}

/** What is at the path; undefined for a checkpoint. */
function otherThanCheckpoint(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'nothing';
    return otherThanFile(stats) ?? (isCheckpoint(readStart(path)) ? undefined : 'another file');
  } catch (error) {
    throw fileError(error, path);
  }
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(DECIDING_LENGTH);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Undefined with --no-checkpoint. */
export function checkpointPath({
  checkpoint,
  output,
}: Pick<TrainFlags, 'checkpoint' | 'output'>): string | undefined {
  return checkpoint === false ? undefined : (checkpoint ?? `${output}.checkpoint`);
}
