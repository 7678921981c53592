// Reading and writing of checkpoint files.
import { readSafetensors, writeSafetensors } from '../../safetensors/safetensors-file.js';
import type { Checkpoint } from './checkpoint.js';
import { decodeCheckpoint, type EncodedCheckpoint, encodeCheckpoint } from './encode-checkpoint.js';

/** Writes the file whole or not at all, and returns its length in bytes. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<number> {
  return writeSafetensors(path, encodeCheckpoint(checkpoint));
}

/** @throws InputError if the file cannot be read or is not a whole checkpoint */
export async function readCheckpoint(path: string): Promise<EncodedCheckpoint> {
  return decodeCheckpoint(path, await readSafetensors(path));
}
