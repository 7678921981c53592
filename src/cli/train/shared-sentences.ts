// Warnings about sentences that dev or test shares with what the tagger learns from.
import { SHORTEST_REPEAT } from '../../checks/limits.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { renderInteger } from '../terminal/numbers.js';
import type { TrainingCorpora } from './training-corpora.js';

type Sentences = readonly LabeledSentence[];

// Public corpora share up to 3% with their dev set.
const LARGEST_SHARE = 0.05;
// Of a few sentences held out at random, some may be repeated by chance.
const FEWEST_HELD_OUT = 10;

/** Sentences to print; a file with the content of another one has a warning of its own. */
export function sharedSentences({ sentences, dev, files }: TrainingCorpora): string[] {
  const { train, dev: devFile, test } = files;
  const isCopy = (file: { sha256: string } | undefined, other: { sha256: string } | undefined) =>
    file?.sha256 === other?.sha256;
  const warnings: string[] = [];
  const warnOf = (label: string, scored: Sentences, known: Sentences, other: string) => {
    const { shared, count } = countShared(scored, known);
    if (scored === dev && !devFile && shared < FEWEST_HELD_OUT) return;
    if (shared === 0 || shared < LARGEST_SHARE * count) return;
    const part = `${renderInteger(shared)} of ${renderInteger(count)} sentences`;
    warnings.push(`${label}${part} of at least ${SHORTEST_REPEAT} tokens are in ${other} too`);
  };
  if (!devFile) warnOf(`${train.path}: of those held out, `, dev, sentences, 'the rest');
  else if (!isCopy(devFile, train)) warnOf(`${devFile.path}: `, dev, sentences, train.path);
  if (test && !isCopy(test, train)) {
    warnOf(`${test.path}: `, test.sentences, train.sentences, train.path);
    if (devFile && !isCopy(test, devFile) && !isCopy(devFile, train)) {
      warnOf(`${test.path}: `, test.sentences, dev, devFile.path);
    }
  }
  return warnings.map((warning) => `${warning}; scores on them say nothing about new text`);
}

/** How many of the scored sentences are known; short ones repeat by chance, and do not count. */
function countShared(scored: Sentences, known: Sentences): { shared: number; count: number } {
  const isLong = ({ tokens }: LabeledSentence) => tokens.length >= SHORTEST_REPEAT;
  const keyOf = ({ tokens }: LabeledSentence) => tokens.join(' ');
  const counts = new Map<string, number>();
  const long = scored.filter(isLong);
  for (const sentence of long) {
    const key = keyOf(sentence);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let shared = 0;
  for (const sentence of known) {
    if (!isLong(sentence)) continue;
    const key = keyOf(sentence);
    shared += counts.get(key) ?? 0;
    counts.delete(key);
  }
  return { shared, count: long.length };
}
