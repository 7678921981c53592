// Keeps the checkpoint of a training: writes it now and then, and removes it when the model is
// written.
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { InputError } from '../../../errors.js';
import { writeError } from '../../../files/system-error.js';
import { removeAbandoned } from '../../../files/writing/remove-abandoned.js';
import { stemOf } from '../../../files/writing/temporary-name.js';
import type { Checkpoint } from '../../../training/checkpoint/checkpoint.js';
import {
  type CheckpointCodec,
  type EncodedCheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from '../../../training/checkpoint/checkpoint-file.js';
import type { TrainingShape } from '../../../training/checkpoint/encode-checkpoint.js';
import type { CheckpointingCommand } from '../../../training/checkpoint/recognize-checkpoint.js';
import {
  type CheckpointFlags,
  checkpointPath,
  hasCheckpoint,
} from '../../commands/check-training-files.js';
import type { Messages } from '../../terminal/messages.js';
import { renderMegabytes } from '../../terminal/numbers.js';
import { START_AGAIN } from './compare-identities.js';
import { createCheckpointSchedule } from './schedule.js';

/** @template State what a checkpoint holds */
export interface CheckpointKeeper<State, Shape> {
  /** The checkpoint to go on from; undefined if the training starts. */
  readonly found: EncodedCheckpoint<State, Shape> | undefined;
  /** Path of the checkpoint; undefined with --no-checkpoint. */
  readonly path: string | undefined;
  /** Starts the clock. */
  start(): void;
  /** Writes a checkpoint if it is time for one. */
  saveIfDue(event: 'batch' | 'epoch', checkpoint: () => State): Promise<void>;
  /** Writes a checkpoint before an interrupted training ends, if it is to have one. */
  saveAtInterruption(checkpoint: () => State): Promise<void>;
  /** Whether there is a checkpoint of this training. */
  isKept(): boolean;
  /** Removes the checkpoint, when there is nothing left to go on with. */
  remove(): Promise<void>;
}

/** Of the checkpoints of `tagger train`. */
export type TrainingKeeper = CheckpointKeeper<Checkpoint, TrainingShape>;

const MINUTE_MS = 60_000;

/**
 * With --resume, reads the checkpoint if there is one.
 *
 * @throws InputError if the checkpoint cannot be read or is damaged, or if the file is none
 */
export async function openCheckpoint<State, Shape>(
  codec: CheckpointCodec<State, Shape>,
  flags: CheckpointFlags,
  messages: Messages,
): Promise<CheckpointKeeper<State, Shape>> {
  const path = checkpointPath(flags);
  if (path === undefined) return noCheckpoints;
  const isThere = hasCheckpoint(path, codec.command);
  const found = flags.resume && isThere ? await readOrRefuse(path, codec) : undefined;
  if (flags.resume && !isThere) messages.note(`${path}: no checkpoint; training starts\n`);
  return createKeeper({ path, found, codec }, flags, messages);
}

async function readOrRefuse<State, Shape>(
  path: string,
  codec: CheckpointCodec<State, Shape>,
): Promise<EncodedCheckpoint<State, Shape>> {
  const refuse = (error: unknown) =>
    error instanceof InputError ? new InputError(`${error.message}${START_AGAIN}`) : error;
  try {
    const { identity, decode } = await readCheckpoint(path, codec);
    const decodeOrRefuse: typeof decode = (shape) => {
      try {
        return decode(shape);
      } catch (error) {
        throw refuse(error);
      }
    };
    return { identity, decode: decodeOrRefuse };
  } catch (error) {
    throw refuse(error);
  }
}

export const noCheckpoints: CheckpointKeeper<never, never> = {
  found: undefined,
  path: undefined,
  start: () => {},
  saveIfDue: async () => {},
  saveAtInterruption: async () => {},
  isKept: () => false,
  remove: async () => {},
};

interface Opened<State, Shape> extends Pick<CheckpointKeeper<State, Shape>, 'found'> {
  readonly path: string;
  readonly codec: CheckpointCodec<State, Shape>;
}

function createKeeper<State, Shape>(
  { path, found, codec }: Opened<State, Shape>,
  { checkpoint: given, checkpointEvery, verbose }: CheckpointFlags,
  messages: Messages,
): CheckpointKeeper<State, Shape> {
  const timing = {
    firstMs: given === undefined && !found ? MINUTE_MS : 0,
    everyMs: checkpointEvery * MINUTE_MS,
  };
  let schedule = createCheckpointSchedule(timing);
  let isKept = found !== undefined;
  let problem = '';

  async function save(checkpoint: State): Promise<void> {
    const startedAt = performance.now();
    try {
      // Another program may have written a file there meanwhile.
      if (!isKept) hasCheckpoint(path, codec.command);
      const byteCount = await writeCheckpoint(path, checkpoint, codec);
      isKept = true;
      if (verbose) messages.note(`wrote ${path} (${renderMegabytes(byteCount)})\n`);
    } catch (error) {
      // Training is worth more than its checkpoint.
      if (!(error instanceof InputError)) throw error;
      if (error.message !== problem)
        messages.warn(`${error.message}; training goes on without a checkpoint`);
      problem = error.message;
    }
    schedule.noteWritten(performance.now() - startedAt);
  }

  return {
    found,
    path,
    start: () => {
      schedule = createCheckpointSchedule(timing);
    },
    saveIfDue: async (event, checkpoint) => {
      if (schedule.isDue(event)) await save(checkpoint());
    },
    saveAtInterruption: async (checkpoint) => {
      if (schedule.hasBegun()) await save(checkpoint());
    },
    isKept: () => isKept,
    remove: async () => {
      try {
        if (isKept || isOldCheckpoint(path, codec.command)) await rm(path, { force: true });
      } catch (error) {
        // The model is written; its checkpoint is of no further use.
        const reason = writeError(error, path);
        if (!(reason instanceof InputError)) throw reason;
        messages.warn(reason.message);
      }
      // Of a process that was killed while it wrote the checkpoint.
      const stem = stemOf(basename(path));
      await removeAbandoned(dirname(path), { stem, now: Date.now() });
    },
  };
}

/** Whether there is the checkpoint of an earlier training, which --force has given up. */
function isOldCheckpoint(path: string, command: CheckpointingCommand): boolean {
  try {
    return hasCheckpoint(path, command);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Notes that an interrupted training can go on, if it can. */
export function noteKept(
  { isKept, path }: Pick<CheckpointKeeper<unknown, unknown>, 'isKept' | 'path'>,
  messages: Messages,
): void {
  if (isKept()) messages.note(`kept ${path}: with --resume, the same command goes on from it\n`);
}
