// Training in process, as the command does it without vectors, with its speed.
import { parseTrainFlags } from '../../src/cli/commands/training/parse-train-flags.js';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import type { TagScheme } from '../../src/corpora/tag-scheme.js';
import type { Score } from '../../src/evaluation/score.js';
import type { Arithmetic } from '../../src/kernels/kernels.js';
import type { NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import type { Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import { type TrainingEvent, train } from '../../src/training/train.js';
import { prepareTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';

/** Together with the corpus, everything that the weights depend on. */
export interface Training {
  readonly config: NetworkConfig;
  /** Differences from the defaults of the command. */
  readonly options: Partial<TrainingOptions> & Pick<TrainingOptions, 'epochs' | 'seed'>;
}

export interface TrainingCorpus {
  readonly sentences: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
  readonly scheme: TagScheme;
}

export interface Trained {
  readonly tagger: Tagger;
  /** The score of the best epoch, whose weights the tagger has. */
  readonly dev: Score;
  /** Training speed, without the scoring on dev. */
  readonly tokensPerSecond: number;
}

export interface TrainInProcessOptions {
  readonly arithmetic?: Arithmetic;
  /** Called with every event of training before training goes on. */
  onEvent?(event: TrainingEvent): void;
}

export async function trainInProcess(
  training: Training,
  corpus: TrainingCorpus,
  { arithmetic = 'exact', onEvent }: TrainInProcessOptions = {},
): Promise<Trained> {
  const options = await completeOptions(training);
  const random = createRandom(options.seed);
  const { tagger, coverage } = prepareTagger(
    training.config,
    collectVocabulary(corpus.sentences, training.config.foldsWords),
    undefined,
    { arithmetic, random, gateBias: options.gateBias },
  );
  const input = {
    ...corpus,
    rowsWithVector: coverage.vectorRows,
    random,
    isInterrupted: () => false,
  };
  const stopwatch = createStopwatch();
  for (const event of train(tagger, input, options)) {
    stopwatch.note(event);
    onEvent?.(event);
    if (event.kind !== 'end') continue;
    if (event.best === undefined) throw new Error(`training ended: ${event.reason}`);
    return { tagger, dev: event.best.dev, tokensPerSecond: stopwatch.tokensPerSecond() };
  }
  throw new Error('training ended without an end event');
}

// Equal for corpora of any size.
const COMPARED_STEPS = { batchSize: 10, learningRate: 0.003, dropout: evenDropout(0.5) };

async function completeOptions({ options }: Training): Promise<TrainingOptions> {
  const defaults = await parseTrainFlags(['none.conll']);
  return { ...defaults, patience: options.epochs, ...COMPARED_STEPS, ...options };
}

function createStopwatch() {
  let tokenCount = 0;
  let elapsedMs = 0;
  let startedAt = performance.now();
  let latest = { at: startedAt, tokenCount: 0 };
  return {
    note: (event: TrainingEvent) => {
      const at = performance.now();
      if (event.kind === 'batch') latest = { at, tokenCount: event.tokenCount };
      if (event.kind !== 'epoch') return;
      tokenCount += latest.tokenCount;
      elapsedMs += latest.at - startedAt;
      startedAt = at;
    },
    tokensPerSecond: () => (1000 * tokenCount) / elapsedMs,
  };
}
