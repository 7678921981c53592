// The training that made an existing model, which --resume has nothing to add to.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { InputError } from '../../../errors.js';
import { readAnyModel } from '../../../model/file/model-file.js';
import type { CheckpointingCommand } from '../../../training/checkpoint/recognize-checkpoint.js';
import {
  type CheckpointFlags,
  checkpointPath,
  hasCheckpoint,
} from '../../commands/check-training-files.js';
import { existsAlready } from '../../flags/check-files.js';
import type { Messages } from '../../terminal/messages.js';

/** SHA-256 of everything that the model file depends on, as whole trainings record it. */
export function digestOf(rendered: string): string {
  return createHash('sha256').update(rendered).digest('hex');
}

/**
 * With --resume and no checkpoint, the digest of the training that wrote the output; undefined if
 * there is no such file.
 *
 * @throws InputError if the file at the output is not the model of a whole training
 */
export async function readFinished(
  command: CheckpointingCommand,
  flags: CheckpointFlags,
): Promise<string | undefined> {
  const { resume, force, output } = flags;
  const path = checkpointPath(flags);
  if (!resume || force || !existsSync(output)) return undefined;
  if (path !== undefined && hasCheckpoint(path, command)) return undefined;
  const digest = await recordedDigest(output);
  if (digest === undefined) throw existsAlready(output);
  return digest;
}

/**
 * Notes that there is nothing to resume.
 *
 * @throws InputError if the file at the output is the model of another training
 */
export function endFinished(
  { output }: Pick<CheckpointFlags, 'output'>,
  isSame: boolean,
  messages: Messages,
): void {
  if (!isSame) throw existsAlready(output);
  messages.note(`${output}: already complete, nothing to resume\n`);
}

async function recordedDigest(path: string): Promise<string | undefined> {
  try {
    const { provenance } = await readAnyModel(path, 'exact');
    return typeof provenance.identity === 'string' ? provenance.identity : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
