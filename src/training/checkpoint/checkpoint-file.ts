// Reading and writing of checkpoint files.
import type { Safetensors } from '../../safetensors/safetensors.js';
import { readSafetensors, writeSafetensors } from '../../safetensors/safetensors-file.js';
import type { Identity } from './checkpoint.js';
import type { CheckpointingCommand } from './recognize-checkpoint.js';

/** How the checkpoints of a command are written and read. */
export interface CheckpointCodec<State, Shape> {
  readonly command: CheckpointingCommand;
  /** A copy of everything in the checkpoint, whose numbers may be views. */
  encode(checkpoint: State): Safetensors;
  /** @throws InputError if the file is not a checkpoint, damaged, or of another version */
  decode(path: string, content: Safetensors): EncodedCheckpoint<State, Shape>;
}

/** A checkpoint whose tensors are still to be read. */
export interface EncodedCheckpoint<State, Shape> {
  readonly identity: Identity;
  /**
   * The checkpoint of a training of this shape.
   *
   * @throws InputError if the file does not fit it
   */
  decode(shape: Shape): State;
}

/** Writes the file whole or not at all, and returns its length in bytes. */
export async function writeCheckpoint<State, Shape>(
  path: string,
  checkpoint: State,
  { encode }: CheckpointCodec<State, Shape>,
): Promise<number> {
  return writeSafetensors(path, encode(checkpoint));
}

/** @throws InputError if the file cannot be read or is not a whole checkpoint */
export async function readCheckpoint<State, Shape>(
  path: string,
  { decode }: CheckpointCodec<State, Shape>,
): Promise<EncodedCheckpoint<State, Shape>> {
  return decode(path, await readSafetensors(path));
}
