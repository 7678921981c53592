// The word vectors of `tagger train --vectors`, and how many training words have one.
import { basename } from 'node:path';
import type { LabeledSentence } from '../../corpora/conll.js';
import { withoutPlace } from '../../text/unit-reader.js';
import { foldWord, normalizeWord, type WordFormVersion } from '../../text/word-form.js';
import type { VectorCoverage } from '../../training/vector-coverage.js';
import { formsOf, type LookUpForm } from '../../vectors/vector-lookup.js';
import { readWordVectors, type WordVectors } from '../../vectors/word-vectors.js';
import type { TrainFlags } from '../commands/commands.js';
import { findVectors } from '../flags/find-vectors.js';
import { createBar } from '../terminal/bar.js';
import type { Messages } from '../terminal/messages.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';

type VectorFlags = Pick<TrainFlags, 'vectors' | 'keepVectors' | 'wordDimension'>;

/** Reads the vectors of the training words, and those of the most frequent words in the file. */
export async function readVectors(
  { vectors: name, keepVectors, wordDimension }: VectorFlags,
  sentences: readonly Pick<LabeledSentence, 'tokens'>[],
  { wordForms, messages }: { readonly wordForms: WordFormVersion; readonly messages: Messages },
): Promise<WordVectors | undefined> {
  if (name === undefined) return undefined;
  const tokens = new Set(sentences.flatMap((sentence) => sentence.tokens));
  const words = new Set([...tokens].map((token) => withoutPlace(normalizeWord(token, wordForms))));
  const folded = [...words].map((word) => foldWord(word, wordForms));
  const line = { label: basename(name), details: [] };
  const bar = createBar(messages.terminal);
  const vectors = await readWordVectors(findVectors(name), {
    wanted: new Set([...words, ...folded].flatMap(formsOf)),
    keep: keepVectors,
    dimension: wordDimension,
    onProgress: (bytesRead, byteCount) => bar.show(bytesRead, byteCount, line),
  }).finally(() => bar.stop());
  vectors.warnings.forEach(messages.warn);
  const { fileRowCount, dimension, format } = vectors;
  const size = `${renderCount(fileRowCount, 'vector')} of ${renderCount(dimension, 'number')}`;
  messages.note(`${name}: ${size} (${format}), ${renderInteger(vectors.words.length)} kept\n`);
  return vectors;
}

/**
 * One line: how many training words have a vector, and under which form unless words are folded.
 */
export function renderCoverage(
  { counts, vectorRows }: VectorCoverage,
  wordCount: number,
  areFolded: boolean,
): string {
  const words = renderCount(wordCount, 'training word');
  const missing = renderInteger(wordCount - vectorRows.size);
  if (areFolded) {
    const found = renderInteger(vectorRows.size);
    return `${words}, case folded: ${found} with a vector, ${missing} without`;
  }
  const forms = Object.entries(formNames) as [LookUpForm, string][];
  const found = forms.map(([form, name]) => `${renderInteger(counts[form])} ${name}`);
  return `${words}: ${found.join(', ')}, ${missing} without a vector`;
}

// Vectors of the language of a corpus cover most of its words, even few vectors a third.
const LEAST_COVERAGE = 0.2;

/** A sentence about vectors that hardly fit the training words. */
export function warnOfCoverage(
  { vectorRows: { size } }: VectorCoverage,
  wordCount: number,
): string | undefined {
  if (size >= LEAST_COVERAGE * wordCount) return undefined;
  const covered = size === 0 ? 'no training word has' : coverageOf(size, wordCount);
  return `${covered} a vector (is it for another language, or in another case?)`;
}

const coverageOf = (size: number, wordCount: number) =>
  `only ${renderInteger(size)} of ${renderCount(wordCount, 'training word')} ${size === 1 ? 'has' : 'have'}`;

const formNames: Readonly<Record<LookUpForm, string>> = {
  exact: 'as written',
  'lower case': 'in lower case',
  'digits as 0': 'with digits as 0',
};
