// From the flags and the training words to a tagger that is ready to learn, vectors included.

import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import type { Random } from '../../tensors/random.js';
import { createGrownTrainee } from '../../training/fine-tune.js';
import { createTrainee, newContent, type Trainee } from '../../training/trainable-tagger.js';
import { collectVocabulary, type VectorCoverage } from '../../training/vocabulary.js';
import type { TrainFlags } from '../flags/commands.js';
import { DEFAULT_WORD_DIMENSION } from '../flags/network-flags.js';
import { threadOptions } from '../process/thread-options.js';
import { renderGrowth, type StartingModel } from './base-model.js';
import { readVectors, renderCoverage } from './corpora.js';
import { areCased, chooseFolding, configOf } from './network-config.js';

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
  readonly sentences: readonly LabeledSentence[];
  readonly random: Random;
  readonly from?: StartingModel;
}

/** @throws InputError where no sentence has an entity */
export async function prepareTraining(
  flags: TrainFlags,
  { sentences, random, from }: Beginning,
  stderr: NodeJS.WriteStream,
): Promise<Preparation> {
  const { arithmetic, gateBias } = flags;
  expectEntities(flags.corpus, sentences);
  const options = { arithmetic, threads: threadOptions(flags.threads) };
  if (from) {
    const vocabulary = collectVocabulary(sentences, from.tagger.content.config.foldsWords);
    const trainee = createGrownTrainee(from.tagger, vocabulary, options);
    const coverage = trainee.start({ random, gateBias });
    stderr.write(`${renderGrowth(from, trainee.tagger, coverage)}\n`);
    return { trainee, coverage, from };
  }
  const vectors = await readVectors(flags, sentences, stderr);
  const folds = chooseFolding(flags, vectors?.words);
  if (folds && vectors && areCased(vectors.words)) {
    const loss = 'with --fold-words its words with capitals are not found';
    stderr.write(`tagger: warning: ${flags.vectors}: ${loss}\n`);
  }
  const config = configOf(
    flags,
    vectors?.dimension ?? flags.wordDimension ?? DEFAULT_WORD_DIMENSION,
    folds,
  );
  const vocabulary = collectVocabulary(sentences, folds);
  const trainee = createTrainee(newContent(config, vocabulary, vectors), options);
  const coverage = trainee.start({ random, gateBias });
  if (vectors) stderr.write(`${renderCoverage(coverage, vocabulary.words.length - 1, folds)}\n`);
  return { trainee, coverage, vectorsSha256: vectors?.sha256 };
}

function expectEntities(path: string, sentences: readonly LabeledSentence[]): void {
  if (sentences.some(({ spans }) => spans.length > 0)) return;
  throw new InputError(
    `${path}: expected at least one entity in the sentences to train on, found only tags O`,
  );
}
