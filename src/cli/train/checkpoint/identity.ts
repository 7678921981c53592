// The identity of a training: everything that its result depends on. A training goes on from a
// checkpoint only if all of it is the same.
import { InputError } from '../../../errors.js';
import type { Identity } from '../../../training/checkpoint/checkpoint.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { TrainFlags } from '../../commands/commands.js';
import { networkFlags } from '../../commands/train/network-flags.js';
import { trainCommand } from '../../commands/train-command.js';
import { allFlags } from '../../flags/command.js';
import { camelCase } from '../../flags/kinds.js';
import { readVersion } from '../../version.js';

// Their values are no part of the result, or the content of their files is compared instead. The
// values of --preset and --dropout are compared as those of the flags whose defaults they are.
const NOT_COMPARED = new Set([
  ...['dev', 'test', 'vectors', 'from', 'output', 'force', 'config', 'preset', 'dropout'],
  ...['checkpoint', 'checkpoint-every', 'resume', 'log', 'gradient-report', 'quantize'],
  ...['report', 'report-compare'],
  ...['threads', 'verbose', 'quiet', 'unlabeled', 'teacher'],
]);

/** Flags that have no effect. The identity leaves them out, as it did before there were such flags. */
function unusedFlags({ subwords, documents, finalFit }: TrainFlags): ReadonlySet<string> {
  return new Set([
    ...(subwords === 0 ? ['subwords', 'subword-lengths', 'subword-dropout'] : []),
    ...(documents === undefined ? ['documents'] : []),
    ...(finalFit ? [] : ['final-fit']),
  ]);
}

/** The end of each sentence that refuses a checkpoint. */
export const START_AGAIN = '; to start again, use --force without --resume';

const VERSION = 'version';
const NONE = 'none';

const FILES = [
  'CORPUS',
  '--dev',
  '--test',
  '--vectors',
  '--from',
  '--unlabeled',
  '--teacher',
] as const;

export interface IdentityInput {
  readonly options: TrainingOptions;
  readonly wordDimension: number;
  /** SHA-256 by the name of the file on the command line; undefined for a file that is not given. */
  readonly checksums: Readonly<Partial<Record<(typeof FILES)[number], string>>>;
}

export function identityOf(flags: TrainFlags, input: IdentityInput): Identity {
  const checksums = FILES.map((name) => [name, input.checksums[name] ?? NONE]);
  return {
    [VERSION]: readVersion(),
    ...Object.fromEntries(checksums),
    ...flagValues(flags, input),
  };
}

/** Everything that the model file depends on, as text. */
export const renderIdentity = (identity: Identity, { quantize }: TrainFlags): string =>
  JSON.stringify({ ...identity, quantize });

/** The values that flags and defaults amount to, as JSON by flag. */
function flagValues(flags: TrainFlags, { options, wordDimension }: IdentityInput): Identity {
  const { input, layer, output, recurrent, sharing } = options.dropout;
  const values: Readonly<Record<string, unknown>> = {
    ...flags,
    ...options,
    ...{ inputDropout: input, layerDropout: layer, outputDropout: output },
    ...{ recurrentDropout: recurrent, dropoutMask: sharing, wordDimension },
  };
  const unused = unusedFlags(flags);
  // The base model decides the network.
  const isCompared = (name: string) =>
    !NOT_COMPARED.has(name) &&
    !(flags.from !== undefined && Object.hasOwn(networkFlags, name)) &&
    !unused.has(name);
  const names = Object.keys(allFlags(trainCommand)).filter(isCompared);
  return Object.fromEntries(
    names.map((name) => [`--${name}`, JSON.stringify(values[camelCase(name)]) ?? NONE]),
  );
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
