// The identity of a training, for its checkpoint and its finished model.
import type { Identity } from '../../../training/checkpoint/checkpoint.js';
import type { TrainingOptions } from '../../../training/optimization/options.js';
import type { TrainFlags } from '../../commands/commands.js';
import { identityOf } from './identity.js';

interface Hashed {
  readonly sha256: string;
}

export interface IdentifiedTraining {
  readonly files: { readonly train: Hashed; readonly dev?: Hashed; readonly test?: Hashed };
  readonly vectorsSha256: string | undefined;
  readonly base: Hashed | undefined;
  /** The checksum of all files of text without labels. */
  readonly unlabeledSha256: string | undefined;
  readonly teacherSha256: string | undefined;
  readonly options: TrainingOptions;
  readonly wordDimension: number;
  /** Network flags that the base model does not answer. */
  readonly freeFlags: readonly string[];
}

/** The identity that a checkpoint and a finished model record, so that the same training is recognized. */
export function identityOfTraining(
  flags: TrainFlags,
  { files, vectorsSha256, base, unlabeledSha256, teacherSha256, ...network }: IdentifiedTraining,
): Identity {
  const checksums = {
    CORPUS: files.train.sha256,
    '--dev': files.dev?.sha256,
    '--test': files.test?.sha256,
    '--vectors': vectorsSha256,
    '--from': base?.sha256,
    '--unlabeled': unlabeledSha256,
    '--teacher': teacherSha256,
  };
  return identityOf(flags, { ...network, checksums });
}
