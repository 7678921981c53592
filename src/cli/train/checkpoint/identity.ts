// The identity of a training: everything that its result depends on. A training goes on from a
// checkpoint only if all of it is the same.
import type { Identity } from '../../../training/checkpoint/checkpoint.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { TrainFlags } from '../../commands/commands.js';
import { networkFlags } from '../../commands/train/network-flags.js';
import { trainCommand } from '../../commands/train-command.js';
import { joinIdentity } from './compare-identities.js';

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
  /** Network flags that a base model does not answer. */
  readonly freeFlags?: readonly string[];
}

export function identityOf(
  flags: TrainFlags,
  { options, wordDimension, checksums, freeFlags = [] }: IdentityInput,
): Identity {
  const { input: inputDropout, layer, output, recurrent, sharing } = options.dropout;
  const unused = unusedFlags(flags);
  const isAnswered = (name: string) =>
    flags.from !== undefined && Object.hasOwn(networkFlags, name) && !freeFlags.includes(name);
  return joinIdentity(trainCommand, {
    checksums: Object.fromEntries(FILES.map((name) => [name, checksums[name]])),
    values: {
      ...flags,
      ...options,
      ...{ inputDropout, layerDropout: layer, outputDropout: output },
      ...{ recurrentDropout: recurrent, dropoutMask: sharing, wordDimension },
    },
    isCompared: (name) => !NOT_COMPARED.has(name) && !isAnswered(name) && !unused.has(name),
  });
}

/** Everything that the model file depends on, as text. */
export const renderIdentity = (identity: Identity, { quantize }: TrainFlags): string =>
  JSON.stringify({ ...identity, quantize });
