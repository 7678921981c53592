// What the checkpoints of all commands have in common: an identity, and a checksum over everything,
// so that damage is noticed.
import { createHash } from 'node:crypto';
import { InputError } from '../../errors.js';
import { type CheckedFile, checkFile } from '../../model/file/checked-file.js';
import type { Safetensors } from '../../safetensors/safetensors.js';
import type { Identity } from './checkpoint.js';
import { identitySchema, renderValue } from './checkpoint-schema.js';
import { type CheckpointingCommand, checkpointFormats } from './recognize-checkpoint.js';

const FORMAT_VERSION = '1';

export interface CheckpointContent extends Pick<Safetensors, 'tensors'> {
  readonly identity: Identity;
  /** JSON by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Adds the format and the checksum. */
export function sealContent(
  command: CheckpointingCommand,
  { identity, fields, tensors }: CheckpointContent,
): Safetensors {
  const metadata: Record<string, string> = {
    format: checkpointFormats[command],
    format_version: FORMAT_VERSION,
    identity: renderValue(identity),
    ...fields,
  };
  return { metadata: { ...metadata, sha256: checksumOf({ metadata, tensors }) }, tensors };
}

export interface OpenedContent {
  readonly identity: Identity;
  /** The fields and the tensors. */
  readonly file: CheckedFile;
}

/** @throws InputError if the file is no checkpoint of the command, damaged, or of another version */
export function openContent(
  command: CheckpointingCommand,
  path: string,
  content: Safetensors,
): OpenedContent {
  const { format, format_version: version, sha256, ...metadata } = content.metadata;
  if (format !== checkpointFormats[command]) {
    throw new InputError(
      `${path}: expected a checkpoint written by tagger ${command}, found another safetensors file`,
    );
  }
  if (version !== FORMAT_VERSION) {
    throw new InputError(
      `${path}: expected format_version ${FORMAT_VERSION}, found ${version ?? 'none'}: it was written by another version of tagger`,
    );
  }
  const { tensors } = content;
  const whole = { metadata: { format, format_version: version, ...metadata }, tensors };
  if (checksumOf(whole) !== sha256) {
    throw new InputError(`${path}: expected the content to have its checksum, found damage`);
  }
  const file = checkFile(path, whole);
  return { identity: file.field('identity', identitySchema), file };
}

/** SHA-256 of the metadata, without the checksum, and of the tensors. */
export function checksumOf({ metadata, tensors }: Safetensors): string {
  const hash = createHash('sha256');
  const names = [...tensors.keys()].sort();
  hash.update(JSON.stringify([Object.entries(metadata).sort(), names]));
  for (const name of names) hash.update(tensors.get(name)?.data ?? '');
  return hash.digest('hex');
}
