// Reading of the corpora of `tagger train`.
import type { Corpus } from '../../annotations/corpus/read-corpus.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { Random } from '../../tensors/random.js';
import { FIRST_CONVENTIONS } from '../../text/text-conventions.js';
import { holdOut } from '../../training/hold-out.js';
import type { TrainFlags } from '../commands/commands.js';
import { checkFoundFormats } from '../flags/format-flags.js';
import type { Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import type { ReadCorpus, TrainingCorpora } from './training-corpora.js';

/** Reads the corpora, and holds out a tenth of the training sentences if there is no dev file. */
export async function readTrainingCorpora(
  flags: TrainFlags,
  random: Random,
  messages: Messages,
): Promise<TrainingCorpora> {
  const { readCorpus } = await import('../../annotations/corpus/read-corpus.js');
  const { tokenizer = FIRST_CONVENTIONS.tokenizer } = flags;
  const tokenize = createSentenceTokenizer({ conventions: { ...FIRST_CONVENTIONS, tokenizer } });
  const found: Pick<Corpus, 'path' | 'format'>[] = [];
  const read = async (path: string, isTest = false): Promise<ReadCorpus> => {
    const { sha256, scheme, format, ...corpus } = await readCorpus(path, { ...flags, tokenize });
    const sentences = [...corpus.sentences];
    for (const reading of corpus.readings) messages.note(`${reading}\n`);
    corpus.warnings.forEach(messages.warn);
    messages.note(`${path}: ${renderSize(sentences)}, ${corpus.description ?? scheme}\n`);
    found.push({ path, format });
    const inputs = isTest ? corpus.inputs : undefined;
    const { cutBy } = corpus;
    return { path, sha256, scheme, sentences, cutBy, ...(inputs && { inputs: [...inputs] }) };
  };
  const train = await read(flags.corpus);
  const dev = flags.dev === undefined ? undefined : await read(flags.dev);
  const test = flags.test === undefined ? undefined : await read(flags.test, true);
  checkFoundFormats(flags, found);
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
