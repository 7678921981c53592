// From the flags and the training words to a tagger that is ready to learn, vectors included.
import type { Random } from '../tensors/random.js';
import { createGrownTrainee } from '../training/fine-tune.js';
import { createTrainee, newContent, type Trainee } from '../training/prepare.js';
import type { VectorCoverage, Vocabulary } from '../training/vocabulary.js';
import { configOf } from './network-config.js';
import type { TrainFlags } from './options.js';
import { renderGrowth, type StartingModel } from './starting-model.js';
import { threadOptions } from './thread-options.js';
import { readVectors, renderCoverage } from './training-input.js';

const DEFAULT_WORD_DIMENSION = 100;

export interface Preparation {
  /** Begun with the first seed. */
  readonly trainee: Trainee;
  readonly coverage: VectorCoverage;
  /** Of the file of vectors, which itself is let go: its rows would take more room than all the rest. */
  readonly vectorsSha256?: string;
  /** What learning goes on from. */
  readonly from?: StartingModel;
}

interface Beginning {
  readonly vocabulary: Vocabulary;
  readonly random: Random;
  readonly from?: StartingModel;
}

export async function prepareTraining(
  flags: TrainFlags,
  { vocabulary, random, from }: Beginning,
  stderr: NodeJS.WriteStream,
): Promise<Preparation> {
  const { arithmetic, gateBias } = flags;
  const options = { arithmetic, threads: threadOptions(flags.threads) };
  if (from) {
    const trainee = createGrownTrainee(from.tagger, vocabulary, options);
    const coverage = trainee.start({ random, gateBias });
    stderr.write(`${renderGrowth(from, trainee.tagger, coverage)}\n`);
    return { trainee, coverage, from };
  }
  if (flags.vectors === undefined) {
    const config = configOf(flags, flags.wordDimension ?? DEFAULT_WORD_DIMENSION);
    const trainee = createTrainee(newContent(config, vocabulary, undefined), options);
    return { trainee, coverage: trainee.start({ random, gateBias }) };
  }
  const vectors = await readVectors(flags.vectors, flags, vocabulary.words, stderr);
  const config = configOf(flags, vectors.dimension);
  const trainee = createTrainee(newContent(config, vocabulary, vectors), options);
  const coverage = trainee.start({ random, gateBias });
  stderr.write(`${renderCoverage(coverage, vocabulary.words.length - 1)}\n`);
  return { trainee, coverage, vectorsSha256: vectors.sha256 };
}
