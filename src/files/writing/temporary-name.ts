// Names of temporary files: that of the file to be written, its owner, and a random number.
//
//   model.safetensors.1f0c9a3e-4711-8812345.5d41402abc4b2a76.teddy-tmp
//
// Only the random number makes a name unique. The owner tells whether the file was left behind.
import { randomBytes } from 'node:crypto';
import type { Owner } from './owner.js';

export interface TemporaryName {
  /** The name of the file to be written, or its start if it is long. */
  readonly stem: string;
  readonly owner: Owner;
}

const RANDOM_BYTES = 8;
const PATTERN =
  /^(?<stem>.*)\.(?<host>[0-9a-f]{8})-(?<pid>\d{1,10})-(?<startedAt>\d{1,15})\.[0-9a-f]{16}\.teddy-tmp$/s;

/** A name that no other file has. */
export function createTemporaryName(name: string, { host, pid, startedAt }: Owner): string {
  const random = randomBytes(RANDOM_BYTES).toString('hex');
  return `${stemOf(name)}.${host}-${pid}-${startedAt}.${random}.teddy-tmp`;
}

/** The parts of a name; undefined if it is not that of a temporary file of ours. */
export function parseTemporaryName(name: string): TemporaryName | undefined {
  const { groups } = PATTERN.exec(name) ?? {};
  if (groups === undefined) return undefined;
  const { stem, host, pid, startedAt } = groups;
  return { stem, owner: { host, pid: Number(pid), startedAt: Number(startedAt) } };
}

// A name has at most 255 bytes on most file systems, and the other parts have at most 64.
const MOST_STEM_BYTES = 190;

/** The part of the name that its temporary files begin with. */
export function stemOf(name: string): string {
  if (Buffer.byteLength(name) <= MOST_STEM_BYTES) return name;
  let stem = '';
  let byteCount = 0;
  for (const character of name) {
    byteCount += Buffer.byteLength(character);
    if (byteCount > MOST_STEM_BYTES) break;
    stem += character;
  }
  return stem;
}
