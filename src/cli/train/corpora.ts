// The corpora of `tagger train`: training, dev and test sentences.
import { type ConllCorpus, type LabeledSentence, readConll } from '../../corpora/conll.js';
import type { TagScheme } from '../../corpora/tag-scheme.js';
import { InputError } from '../../errors.js';
import type { Random } from '../../tensors/random.js';
import { holdOut } from '../../training/hold-out.js';
import type { TrainFlags } from '../commands/commands.js';
import type { Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';

export interface TrainingCorpora {
  readonly sentences: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
  /** Tag scheme in which dev is scored. */
  readonly scheme: TagScheme;
  readonly files: {
    readonly train: ConllCorpus;
    readonly dev?: ConllCorpus;
    readonly test?: ConllCorpus;
  };
}

/** Reads the corpora, and holds out a tenth of the training sentences if there is no dev file. */
export async function readTrainingCorpora(
  flags: TrainFlags,
  random: Random,
  messages: Messages,
): Promise<TrainingCorpora> {
  const read = async (path: string) => {
    const corpus = await readConll(path, flags);
    for (const reading of corpus.readings) messages.note(`${reading}\n`);
    corpus.warnings.forEach(messages.warn);
    messages.note(`${path}: ${renderSize(corpus.sentences)}, ${corpus.scheme}\n`);
    return corpus;
  };
  const train = await read(flags.corpus);
  const dev = flags.dev === undefined ? undefined : await read(flags.dev);
  const test = flags.test === undefined ? undefined : await read(flags.test);
  const files = { train, dev, test };
  if (dev) return { sentences: train.sentences, dev: dev.sentences, scheme: dev.scheme, files };
  if (train.sentences.length < 2) {
    throw new InputError(
      `${flags.corpus}: expected at least 2 sentences, one of them to hold out, or --dev FILE, found 1`,
    );
  }
  const held = holdOut(train.sentences, random);
  const size = renderSize(held.dev);
  messages.note(`no --dev: seed ${flags.seed} holds out a tenth of the sentences (${size})\n`);
  return { sentences: held.train, dev: held.dev, scheme: train.scheme, files };
}

function renderSize(sentences: readonly LabeledSentence[]): string {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return `${renderCount(sentences.length, 'sentence')}, ${renderCount(tokenCount, 'token')}`;
}
