// From the flags and the training words to a tagger that is ready to learn, vectors included.
import type { Random } from '../tensors/random.js';
import { type PreparedTagger, prepareTagger } from '../training/prepare.js';
import type { Vocabulary } from '../training/vocabulary.js';
import { configOf } from './network-config.js';
import type { TrainFlags } from './options.js';
import { threadOptions } from './thread-options.js';
import { readVectors, renderCoverage } from './training-input.js';

const DEFAULT_WORD_DIMENSION = 100;

export interface Preparation {
  readonly prepared: PreparedTagger;
  /** Of the file of vectors, which itself is let go: its rows would take more room than all the rest. */
  readonly vectorsSha256?: string;
}

export async function prepareTraining(
  flags: TrainFlags,
  vocabulary: Vocabulary,
  random: Random,
  stderr: NodeJS.WriteStream,
): Promise<Preparation> {
  const { arithmetic, gateBias } = flags;
  const threads = threadOptions(flags.threads);
  const start = { arithmetic, threads, random, gateBias };
  if (flags.vectors === undefined) {
    const config = configOf(flags, flags.wordDimension ?? DEFAULT_WORD_DIMENSION);
    return { prepared: prepareTagger(config, vocabulary, undefined, start) };
  }
  const vectors = await readVectors(flags.vectors, flags, vocabulary.words, stderr);
  const config = configOf(flags, vectors.dimension);
  const prepared = prepareTagger(config, vocabulary, vectors, start);
  stderr.write(`${renderCoverage(prepared.coverage, vocabulary.words.length - 1)}\n`);
  return { prepared, vectorsSha256: vectors.sha256 };
}
