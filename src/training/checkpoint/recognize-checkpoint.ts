// Recognizes checkpoint files by their first bytes, also damaged ones, so that no other file is
// taken for one and lost.
import { MAXIMUM_HEADER_LENGTH, PREFIX_LENGTH } from '../../safetensors/safetensors-header.js';

/** Formats of checkpoints by the command that writes them. */
export const checkpointFormats = {
  train: 'teddy-checkpoint',
  pretrain: 'teddy-pretraining-checkpoint',
} as const;

/** A command that keeps a checkpoint. */
export type CheckpointingCommand = keyof typeof checkpointFormats;

/** Number of bytes at the start of a file that decide. */
export const DECIDING_LENGTH = PREFIX_LENGTH + MAXIMUM_HEADER_LENGTH;

// The fields that come before the format in a checkpoint of `tagger train`. A file that was cut short
// may end within them.
const FIRST_FIELDS = /^\{"__metadata__":\{"(?:chosen|current)":"/;

/** Whether a file has the header of a checkpoint of the command, or the beginning of one. */
export function isCheckpoint(start: Buffer, command: CheckpointingCommand): boolean {
  if (start.length < PREFIX_LENGTH) return false;
  const length = start.readBigUInt64LE();
  if (length > MAXIMUM_HEADER_LENGTH) return false;
  const header = start.subarray(PREFIX_LENGTH, PREFIX_LENGTH + Number(length));
  if (header.includes(`"format":"${checkpointFormats[command]}"`)) return true;
  if (command !== 'train') return false;
  return header.length < length && FIRST_FIELDS.test(header.toString('latin1'));
}
