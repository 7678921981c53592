// A training in process with the flags of the command, measured in blocks of few steps, so that
// other programs on the machine disturb only some of them.
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { configOf } from '../../../src/cli/train/settings/network-config.js';
import { trainingOptions } from '../../../src/cli/train/settings/training-options.js';
import { createRandom } from '../../../src/tensors/random.js';
import { createTraining, type TrainingEvent } from '../../../src/training/train.js';
import { prepareTagger } from '../../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../../src/training/vocabulary.js';
import type { TrainingCorpus } from '../../harness/train-in-process.js';

export interface EndlessTraining {
  /** Microseconds a token of each block of steps of the next epoch. */
  epoch(): number[];
  /** The event of the next step, or of what comes between two epochs. */
  next(): TrainingEvent;
  stop(): void;
}

export interface EndlessOptions {
  /** Of tagger train. */
  readonly flags: readonly string[];
  readonly threads: number;
}

const STEPS_A_BLOCK = 4;
const ENDLESS = 100_000;
// The defaults of the command depend on the size of the corpus, of which this is only a part.
const CORPUS_SENTENCES = 15_000;

export async function startTraining(
  { sentences, scheme }: TrainingCorpus,
  { flags: given, threads }: EndlessOptions,
): Promise<EndlessTraining> {
  const flags = await parseTrainFlags(['none.conll', '--schedule', 'constant', ...given]);
  const foldsWords = flags.foldWords ?? true;
  const options = {
    ...trainingOptions(flags, CORPUS_SENTENCES),
    epochs: ENDLESS,
    patience: ENDLESS,
  };
  const random = createRandom(options.seed);
  const { tagger, coverage } = prepareTagger(
    configOf(flags, 100, { foldsWords, readsDocuments: false }),
    collectVocabulary(sentences, foldsWords),
    undefined,
    {
      arithmetic: 'exact',
      random,
      gateBias: options.gateBias,
      // With a clock that shows no time, the second thread is never judged to be slower.
      threads: { count: threads, now: () => Number.NaN },
    },
  );
  const dev = sentences.slice(0, 1);
  const rowsWithVector = coverage.vectorRows;
  const input = { sentences, scheme, dev, rowsWithVector, random, isInterrupted: () => false };
  const { events } = createTraining(tagger, input, options);
  const next = () => {
    const { value } = events.next();
    if (!value || value.kind === 'end') throw new Error('the training has ended');
    return value;
  };
  return {
    epoch: () => blockTimes(next),
    next,
    stop: () => tagger.threads.stop(),
  };
}

function blockTimes(next: () => TrainingEvent): number[] {
  const times: number[] = [];
  let block = { startedAt: performance.now(), tokenCount: 0 };
  let steps = 0;
  for (;;) {
    const event = next();
    if (event.kind === 'epoch') return times;
    if (event.kind !== 'batch') continue;
    steps++;
    if (steps % STEPS_A_BLOCK > 0) continue;
    const now = performance.now();
    times.push((1000 * (now - block.startedAt)) / (event.tokenCount - block.tokenCount));
    block = { startedAt: now, tokenCount: event.tokenCount };
  }
}
