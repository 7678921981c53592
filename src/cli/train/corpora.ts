// What `tagger train` reads: the corpora and the word vectors, and what it says of them.
import { basename } from 'node:path';
import { type ConllCorpus, type LabeledSentence, readConll } from '../../corpora/conll.js';
import type { TagScheme } from '../../corpora/tag-scheme.js';
import { InputError } from '../../errors.js';
import type { Random } from '../../tensors/random.js';
import { foldWord } from '../../text/word-form.js';
import { holdOut } from '../../training/hold-out.js';
import type { VectorCoverage } from '../../training/vocabulary.js';
import { formsOf } from '../../vectors/vector-lookup.js';
import { readWordVectors, type WordVectors } from '../../vectors/word-vectors.js';
import type { TrainFlags } from '../flags/commands.js';
import { createBar } from '../terminal/bar.js';

export interface TrainingCorpora {
  readonly sentences: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
  /** In which dev is scored. */
  readonly scheme: TagScheme;
  readonly files: {
    readonly train: ConllCorpus;
    readonly dev?: ConllCorpus;
    readonly test?: ConllCorpus;
  };
}

type Say = (line: string) => void;

/** Reads the corpora; without a dev file a tenth of the training sentences is held out. */
export async function readTrainingCorpora(
  flags: TrainFlags,
  random: Random,
  say: Say,
): Promise<TrainingCorpora> {
  const read = async (path: string) => {
    const corpus = await readConll(path, flags);
    for (const warning of corpus.warnings) say(`tagger: warning: ${warning}`);
    say(`${path}: ${renderCounts(corpus.sentences)}, ${corpus.scheme}`);
    return corpus;
  };
  const train = await read(flags.corpus);
  const dev = flags.dev === undefined ? undefined : await read(flags.dev);
  const test = flags.test === undefined ? undefined : await read(flags.test);
  const files = { train, dev, test };
  if (dev) return { sentences: train.sentences, dev: dev.sentences, scheme: dev.scheme, files };
  if (train.sentences.length < 2) {
    throw new InputError(
      `${flags.corpus}: expected at least 2 sentences, one of them to be held out, or --dev FILE, found 1`,
    );
  }
  const held = holdOut(train.sentences, random);
  say(`no --dev: seed ${flags.seed} holds out a tenth of the sentences, ${renderCounts(held.dev)}`);
  return { sentences: held.train, dev: held.dev, scheme: train.scheme, files };
}

function renderCounts(sentences: readonly LabeledSentence[]): string {
  const tokenCount = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return `${count(sentences.length, 'sentence')}, ${count(tokenCount, 'token')}`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}

/** Reads the vectors of the words of these sentences, and of the most frequent words of the file. */
export async function readVectors(
  { vectors: path, keepVectors, wordDimension }: TrainFlags,
  sentences: readonly LabeledSentence[],
  stderr: NodeJS.WriteStream,
): Promise<WordVectors | undefined> {
  if (path === undefined) return undefined;
  const words = new Set(sentences.flatMap(({ tokens }) => tokens));
  const folded = [...words].map(foldWord);
  const bar = createBar(stderr, `${basename(path)} {bar} {percentage}%`);
  const vectors = await readWordVectors(path, {
    wanted: new Set([...words, ...folded].flatMap(formsOf)),
    keep: keepVectors,
    dimension: wordDimension,
    onProgress: (bytesRead, byteCount) => bar.show(bytesRead, byteCount),
  }).finally(() => bar.stop());
  for (const warning of vectors.warnings) stderr.write(`tagger: warning: ${warning}\n`);
  const { fileRowCount, dimension, format } = vectors;
  stderr.write(
    `${path}: ${fileRowCount.toLocaleString('en')} x ${dimension} (${format}), ` +
      `${vectors.words.length.toLocaleString('en')} rows kept\n`,
  );
  return vectors;
}

/** How many training words were found in the vector file, and, if they are looked up as they are written, by which form. */
export function renderCoverage(
  { counts, rows }: VectorCoverage,
  wordCount: number,
  areFolded: boolean,
): string {
  const number = (value: number) => value.toLocaleString('en');
  const forms = Object.entries(counts).map(
    ([form, count]) => `${number(count)} ${form === 'exact' ? 'as written' : `by ${form}`}`,
  );
  const found = areFolded ? [`${number(rows.size)} with a vector`] : forms;
  const missing = `${number(wordCount - rows.size)} without${areFolded ? '' : ' a vector'}`;
  const words = `${count(wordCount, 'training word')}${areFolded ? ', in any case' : ''}`;
  return `${words}: ${found.join(', ')}, ${missing}`;
}
