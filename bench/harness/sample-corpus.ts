// Sentences to measure on.
import { writeFileSync } from 'node:fs';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { renderConllRows } from '../../src/corpora/render-conll.js';
import { availableCorpus, type CorpusName } from './corpora.js';
import type { RunScale } from './scale.js';

/** CoNLL-2003 if it is available; the quick scale uses the project's own corpus. */
export function sampleCorpusName(scale: RunScale): CorpusName {
  return scale === 'full' ? availableCorpus('conll2003') : 'teddy';
}

export function countTokens(sentences: readonly LabeledSentence[]): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

/** Writes two columns, as tagger train reads them. */
export function writeConll(path: string, sentences: readonly LabeledSentence[]): void {
  writeFileSync(path, sentences.map(renderConllRows).join('\n'));
}

/** Writes one sentence a line, as tagger tag reads text. */
export function writeText(path: string, sentences: readonly LabeledSentence[]): void {
  writeFileSync(path, sentences.map(({ tokens }) => `${tokens.join(' ')}\n`).join(''));
}

/** The sentences, over and over, until they have at least `tokenCount` tokens. */
export function repeated(
  sentences: readonly LabeledSentence[],
  tokenCount: number,
): LabeledSentence[] {
  const list: LabeledSentence[] = [];
  let count = 0;
  while (count < tokenCount) {
    const next = sentences[list.length % sentences.length];
    list.push(next);
    count += next.tokens.length;
  }
  return list;
}
