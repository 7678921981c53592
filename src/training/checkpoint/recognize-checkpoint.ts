// Recognizes checkpoint files by their first bytes, also damaged ones, so that no other file is
// taken for one and lost.
import { MAXIMUM_HEADER_LENGTH, PREFIX_LENGTH } from '../../safetensors/safetensors-header.js';

export const CHECKPOINT_FORMAT = 'teddy-checkpoint';

/** Number of bytes at the start of a file that decide. */
export const DECIDING_LENGTH = PREFIX_LENGTH + MAXIMUM_HEADER_LENGTH;

const FORMAT_FIELD = `"format":"${CHECKPOINT_FORMAT}"`;
// The fields that come before the format. A file that was cut short may end within them.
const FIRST_FIELDS = /^\{"__metadata__":\{"(?:chosen|current)":"/;

/** Whether a file has the header of a checkpoint, or the beginning of one. */
export function isCheckpoint(start: Buffer): boolean {
  if (start.length < PREFIX_LENGTH) return false;
  const length = start.readBigUInt64LE();
  if (length > MAXIMUM_HEADER_LENGTH) return false;
  const header = start.subarray(PREFIX_LENGTH, PREFIX_LENGTH + Number(length));
  if (header.includes(FORMAT_FIELD)) return true;
  return header.length < length && FIRST_FIELDS.test(header.toString('latin1'));
}
