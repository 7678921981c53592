// The training that made an existing model, which --resume has nothing to add to.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { InputError } from '../../../errors.js';
import { readModel } from '../../../model/file/model-file.js';
import type { Identity } from '../../../training/checkpoint/checkpoint.js';
import { checkpointPath, hasCheckpoint } from '../../commands/check-train-files.js';
import type { TrainFlags } from '../../commands/commands.js';
import { existsAlready } from '../../flags/check-files.js';
import { renderIdentity } from './identity.js';

/** SHA-256 of everything that the model file depends on, as whole trainings record it. */
export function digestOf(identity: Identity, flags: TrainFlags): string {
  return createHash('sha256').update(renderIdentity(identity, flags)).digest('hex');
}

/**
 * With --resume and no checkpoint, the digest of the training that wrote the output; undefined if
 * there is no such file.
 *
 * @throws InputError if the file at the output is not the model of a whole training
 */
export async function readFinished(flags: TrainFlags): Promise<string | undefined> {
  const { resume, force, output } = flags;
  const path = checkpointPath(flags);
  if (!resume || force || !existsSync(output)) return undefined;
  if (path !== undefined && hasCheckpoint(path)) return undefined;
  const digest = await recordedDigest(output);
  if (digest === undefined) throw existsAlready(output);
  return digest;
}

async function recordedDigest(path: string): Promise<string | undefined> {
  try {
    const { provenance } = await readModel(path, 'exact');
    return typeof provenance.identity === 'string' ? provenance.identity : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
