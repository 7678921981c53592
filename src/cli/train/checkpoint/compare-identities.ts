// The identity of a training, made of its files and flags, compared with that of a checkpoint.
import { InputError } from '../../../errors.js';
import type { Identity } from '../../../training/checkpoint/checkpoint.js';
import { allFlags, type Command } from '../../flags/command.js';
import { camelCase } from '../../flags/kinds.js';
import { readVersion } from '../../version.js';

/** The end of each sentence that refuses a checkpoint. */
export const START_AGAIN = '; to start again, use --force without --resume';

const VERSION = 'version';
const NONE = 'none';

export interface IdentityParts {
  /** SHA-256 by the name of the file on the command line; undefined for a file that is not given. */
  readonly checksums: Readonly<Record<string, string | undefined>>;
  /** The values that flags and defaults amount to, by flag in camel case. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether the result depends on the flag. */
  isCompared(name: string): boolean;
}

export function joinIdentity(
  command: Command,
  { checksums, values, isCompared }: IdentityParts,
): Identity {
  const names = Object.keys(allFlags(command)).filter(isCompared);
  return {
    [VERSION]: readVersion(),
    ...Object.fromEntries(Object.entries(checksums).map(([name, sha256 = NONE]) => [name, sha256])),
    ...Object.fromEntries(
      names.map((name) => [`--${name}`, JSON.stringify(values[camelCase(name)]) ?? NONE]),
    ),
  };
}

/** @throws InputError that names the first difference */
export function checkIdentity(path: string, found: Identity, expected: Identity): void {
  for (const name of Object.keys({ ...expected, ...found })) {
    const [earlier, value] = [found[name] ?? NONE, expected[name] ?? NONE];
    if (earlier === value) continue;
    const difference = renderDifference(name, earlier, value);
    throw new InputError(`${path}: ${difference}${START_AGAIN}`);
  }
}

const isChecksum = (value: string) => /^[0-9a-f]{64}$/.test(value);

function renderDifference(name: string, earlier: string, value: string): string {
  if (name === VERSION) {
    return `expected version ${earlier} of tagger, which has begun the training, found ${value}`;
  }
  if (isChecksum(earlier) && isChecksum(value)) {
    return `expected the content of ${name} to be that of the interrupted training, found another`;
  }
  return `expected ${renderFlag(name, earlier)}, as in the interrupted training, found ${renderFlag(name, value)}`;
}

/** A flag as it is typed. */
function renderFlag(name: string, value: string): string {
  if (value === NONE) return `no ${name}`;
  if (isChecksum(value) || value === 'true') return name;
  if (value === 'false') return name.replace('--', '--no-');
  const parsed: unknown = JSON.parse(value);
  return `${name} ${Array.isArray(parsed) ? parsed.join(',') : String(parsed)}`;
}
