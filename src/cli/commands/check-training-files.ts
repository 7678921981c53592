// Checks the files of a command that trains, whose checkpoint decides what may be overwritten.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../../errors.js';
import { fileError, otherThanFile } from '../../files/system-error.js';
import {
  type CheckpointingCommand,
  DECIDING_LENGTH,
  isCheckpoint,
} from '../../training/checkpoint/recognize-checkpoint.js';
import { checkFiles } from '../flags/check-files.js';
import type { CommandFlags } from '../flags/command.js';
import { pretrainCommand } from './pretrain-command.js';
import { trainCommand } from './train-command.js';

/** Flags of a command that keeps a checkpoint. */
export interface CheckpointFlags
  extends Pick<
    CommandFlags<typeof trainCommand>,
    'checkpoint' | 'checkpointEvery' | 'resume' | 'force' | 'verbose'
  > {
  readonly output: string;
}

const commands = { train: trainCommand, pretrain: pretrainCommand } as const;

/**
 * @throws InputError if a file cannot be used, or if an interrupted training would be lost
 * @throws AggregateError if several files cannot be used
 */
export function checkTrainingFiles(command: CheckpointingCommand, flags: CheckpointFlags): void {
  const path = checkpointPath(flags);
  const isInterrupted = path !== undefined && isFile(path) && hasCheckpoint(path, command);
  if (isInterrupted && !flags.resume && !flags.force) {
    throw new InputError(
      `${path}: an interrupted training can go on from this file; use --resume to do so, or --force to start again`,
    );
  }
  // The model of the interrupted training is replaced by that of the whole one. A model without a
  // checkpoint may be that of the whole one, which is found out once the corpora are read.
  const isResumed = isInterrupted || (flags.resume && isFile(flags.output));
  checkFiles(commands[command], { ...flags, force: flags.force || isResumed });
  // A folder or device that no flag names.
  if (path !== undefined) hasCheckpoint(path, command);
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/**
 * Whether there is a checkpoint of the command at the path; false if there is nothing.
 *
 * @throws InputError for anything else, which a checkpoint must not replace
 */
export function hasCheckpoint(path: string, command: CheckpointingCommand): boolean {
  const found = otherThanCheckpoint(path, command);
  if (found === undefined || found === 'nothing') return found === undefined;
  throw new InputError(
    `${path}: expected a checkpoint written by tagger ${command}, found ${found}; use --checkpoint with another name`,
  );
}

/** What is at the path; undefined for a checkpoint. */
function otherThanCheckpoint(path: string, command: CheckpointingCommand): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'nothing';
    const other = otherThanFile(stats);
    if (other !== undefined) return other;
    return isCheckpoint(readStart(path), command) ? undefined : 'another file';
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
}: Pick<CheckpointFlags, 'checkpoint' | 'output'>): string | undefined {
  return checkpoint === false ? undefined : (checkpoint ?? `${output}.checkpoint`);
}
