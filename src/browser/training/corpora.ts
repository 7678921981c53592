// The corpora of a training, from their text.
import type { ReadCorpus, TrainingCorpora } from '../../cli/train/training-corpora.js';
import { type ConllOptions, parseConll } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import type { Random } from '../../tensors/random.js';
import { holdOut } from '../../training/hold-out.js';
import { type CorpusText, corpusBytes } from '../tagger/corpus-text.js';

export interface NamedText {
  /** Names the corpus in errors and in the model. */
  readonly name: string;
  readonly text: CorpusText;
}

export interface ParsedCorpora extends TrainingCorpora {
  /** Sentences for the user about how the corpora were read. */
  readonly readings: readonly string[];
  readonly warnings: readonly string[];
}

interface GivenTexts {
  readonly train: NamedText;
  readonly dev?: NamedText;
  readonly test?: NamedText;
}

/**
 * Parses the corpora, and holds out a tenth of the training sentences if there is no dev corpus.
 *
 * @throws InputError if a line of them is malformed
 */
export async function parseCorpora(
  texts: GivenTexts,
  options: ConllOptions,
  random: Random,
): Promise<ParsedCorpora> {
  const readings: string[] = [];
  const warnings: string[] = [];
  const parse = async ({ name, text }: NamedText): Promise<ReadCorpus> => {
    const bytes = corpusBytes(text, 'trainTagger');
    const parsed = parseConll(bytes, name, options);
    readings.push(...parsed.readings);
    warnings.push(...parsed.warnings);
    const { scheme, sentences } = parsed;
    return { path: name, sha256: await sha256Of(bytes), scheme, sentences };
  };
  const train = await parse(texts.train);
  const dev = texts.dev && (await parse(texts.dev));
  const test = texts.test && (await parse(texts.test));
  const files = { train, dev, test };
  const found = { files, readings, warnings };
  if (dev) {
    return { sentences: train.sentences, dev: dev.sentences, scheme: dev.scheme, ...found };
  }
  if (train.sentences.length < 2) {
    throw new InputError(
      `${texts.train.name}: expected at least 2 sentences, one of them to hold out, or a dev corpus, found 1`,
    );
  }
  const held = holdOut(train.sentences, random);
  return { sentences: held.train, dev: held.dev, scheme: train.scheme, ...found };
}

/** SHA-256 as the command computes it, in hexadecimal digits. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  // Pages that are not secure have none.
  if (globalThis.crypto?.subtle === undefined) {
    throw new InputError('training expected a secure page (https or localhost), found another');
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
