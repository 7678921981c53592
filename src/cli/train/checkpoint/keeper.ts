// Keeps the checkpoint of a training: writes it now and then, and removes it when the model is
// written.
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { InputError } from '../../../errors.js';
import { writeError } from '../../../files/system-error.js';
import { removeAbandoned } from '../../../files/writing/remove-abandoned.js';
import { stemOf } from '../../../files/writing/temporary-name.js';
import type { Checkpoint } from '../../../training/checkpoint/checkpoint.js';
import { readCheckpoint, writeCheckpoint } from '../../../training/checkpoint/checkpoint-file.js';
import type { EncodedCheckpoint } from '../../../training/checkpoint/encode-checkpoint.js';
import { checkpointPath, hasCheckpoint } from '../../commands/check-train-files.js';
import type { TrainFlags } from '../../commands/commands.js';
import type { Messages } from '../../terminal/messages.js';
import { renderMegabytes } from '../../terminal/numbers.js';
import { START_AGAIN } from './identity.js';
import { createCheckpointSchedule } from './schedule.js';

export interface CheckpointKeeper {
  /** The checkpoint to go on from; undefined if the training starts. */
  readonly found: EncodedCheckpoint | undefined;
  /** Path of the checkpoint; undefined with --no-checkpoint. */
  readonly path: string | undefined;
  /** Starts the clock. */
  start(): void;
  /** Writes a checkpoint if it is time for one. */
  saveIfDue(event: 'batch' | 'epoch', checkpoint: () => Checkpoint): Promise<void>;
  /** Writes a checkpoint before an interrupted training ends, if it is to have one. */
  saveAtInterruption(checkpoint: () => Checkpoint): Promise<void>;
  /** Whether there is a checkpoint of this training. */
  isKept(): boolean;
  /** Removes the checkpoint, when there is nothing left to go on with. */
  remove(): Promise<void>;
}

const MINUTE_MS = 60_000;

/**
 * With --resume, reads the checkpoint if there is one.
 *
 * @throws InputError if the checkpoint cannot be read or is damaged, or if the file is none
 */
export async function openCheckpoint(
  flags: TrainFlags,
  messages: Messages,
): Promise<CheckpointKeeper> {
  const path = checkpointPath(flags);
  if (path === undefined) return noCheckpoints;
  const isThere = hasCheckpoint(path);
  const found = flags.resume && isThere ? await readOrRefuse(path) : undefined;
  if (flags.resume && !isThere) messages.note(`${path}: no checkpoint; training starts\n`);
  return createKeeper(path, found, flags, messages);
}

async function readOrRefuse(path: string): Promise<EncodedCheckpoint> {
  const refuse = (error: unknown) =>
    error instanceof InputError ? new InputError(`${error.message}${START_AGAIN}`) : error;
  try {
    const { identity, decode } = await readCheckpoint(path);
    const decodeOrRefuse: typeof decode = (network, options) => {
      try {
        return decode(network, options);
      } catch (error) {
        throw refuse(error);
      }
    };
    return { identity, decode: decodeOrRefuse };
  } catch (error) {
    throw refuse(error);
  }
}

export const noCheckpoints: CheckpointKeeper = {
  found: undefined,
  path: undefined,
  start: () => {},
  saveIfDue: async () => {},
  saveAtInterruption: async () => {},
  isKept: () => false,
  remove: async () => {},
};

function createKeeper(
  path: string,
  found: EncodedCheckpoint | undefined,
  { checkpoint: given, checkpointEvery, verbose }: TrainFlags,
  messages: Messages,
): CheckpointKeeper {
  const timing = {
    firstMs: given === undefined && !found ? MINUTE_MS : 0,
    everyMs: checkpointEvery * MINUTE_MS,
  };
  let schedule = createCheckpointSchedule(timing);
  let isKept = found !== undefined;
  let problem = '';

  async function save(checkpoint: Checkpoint): Promise<void> {
    const startedAt = performance.now();
    try {
      // Another program may have written a file there meanwhile.
      if (!isKept) hasCheckpoint(path);
      const byteCount = await writeCheckpoint(path, checkpoint);
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
        if (isKept || isOldCheckpoint(path)) await rm(path, { force: true });
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
function isOldCheckpoint(path: string): boolean {
  try {
    return hasCheckpoint(path);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
