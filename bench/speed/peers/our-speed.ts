// Our own speed, measured as the other taggers' scripts measure theirs: training by the command,
// tagging in process.
import { setImmediate } from 'node:timers/promises';
import { threadOptions } from '../../../src/cli/process/thread-options.js';
import { enableArithmetic, useWideVectors } from '../../../src/cli/process/v8-flags.js';
import { readConll } from '../../../src/corpora/conll-file.js';
import { readModel } from '../../../src/model/file/model-file.js';
import { runTraining } from '../train-command.js';
import { elapsedMs } from '../turns.js';
import { threadFlags, type Variant, variantOf } from '../variants.js';
import type { TaggerSpeed } from './peer-output.js';

export const ourVariants: readonly Variant[] = [
  variantOf('exact', 1),
  variantOf('exact', 2),
  variantOf('fast', 1),
  variantOf('int8', 1),
  variantOf('int8', 2),
];

export interface OurFiles {
  readonly train: string;
  readonly dev: string;
  readonly vectors?: string;
  /** The model file, which is overwritten. */
  readonly output: string;
}

const EPOCHS = 2;
// Passes before those that count: code is compiled, and the other threads start.
const WARM_UPS = 4;
// Measured together, because adaptive threading tries other numbers of threads from time to time.
const PASSES = 4;

/** Trains on train, then tags dev. Integers only tag, with a model that is trained exactly. */
export async function measureOurs(files: OurFiles, variant: Variant): Promise<TaggerSpeed> {
  const { vectors, ...others } = files;
  const onlyTags = variant.arithmetic === 'int8';
  const trained = onlyTags ? { ...variant, arithmetic: 'exact' as const } : variant;
  const flags = [...threadFlags(trained), ...(vectors ? ['--vectors', vectors] : [])];
  const { speed } = runTraining({ ...others, epochs: EPOCHS, flags });
  const tagging = await taggingSpeed(files, variant);
  return onlyTags ? { tagging } : { training: speed, tagging };
}

async function taggingSpeed(
  { output, dev }: OurFiles,
  { arithmetic, threads }: Variant,
): Promise<number> {
  enableArithmetic(arithmetic);
  useWideVectors(arithmetic);
  const { tagger } = await readModel(output, arithmetic, threadOptions(threads));
  const { sentences, tokenCount } = await readConll(dev);
  const tokens = sentences.map((sentence) => sentence.tokens);
  const tagOften = async (passes: number) => {
    let taggingMs = 0;
    for (let pass = 0; pass < passes; pass++) {
      taggingMs += elapsedMs(() => tagger.tagSentences(tokens));
      await setImmediate();
    }
    return taggingMs;
  };
  await tagOften(WARM_UPS);
  const taggingMs = await tagOften(PASSES);
  tagger.threads.stop();
  return (1000 * PASSES * tokenCount) / taggingMs;
}
