// Sentences that occur several times: in two files, in one, or with different tags.
import { lineOf } from '../corpora/sentence-source.js';
import { renderTags } from '../corpora/tags.js';
import { excerptFrom, showToken } from './excerpts.js';
import type { Finding, FindingPlace } from './finding.js';
import { SHORTEST_REPEAT } from './limits.js';
import type { CheckedCorpus, CheckedSentence } from './parse-corpus.js';

/** Sentences of the same tokens, by corpus and line. At least two. */
export type RepeatedSentence = readonly CheckedSentence[];

export function collectRepeatedSentences(corpora: readonly CheckedCorpus[]): RepeatedSentence[] {
  const firsts = new Map<string, CheckedSentence>();
  const repeated = new Map<string, CheckedSentence[]>();
  for (const { sentences } of corpora) {
    for (const sentence of sentences) {
      if (sentence.tokens.length < SHORTEST_REPEAT) continue;
      const key = sentence.tokens.join(' ');
      const first = firsts.get(key);
      if (first === undefined) {
        firsts.set(key, sentence);
        continue;
      }
      const known = repeated.get(key);
      if (known === undefined) repeated.set(key, [first, sentence]);
      else known.push(sentence);
    }
  }
  return [...repeated.values()];
}

/**
 * Each occurrence in a file after the first that has the sentence: leakage between train and test.
 * The longest come first, since the short ones may be phrases.
 */
export function findSharedSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  const longestFirst = repeated.toSorted(([a], [b]) => b.tokens.length - a.tokens.length);
  return longestFirst.flatMap((sentences) => {
    const [first] = sentences;
    return sentences
      .filter(({ path }) => path !== first.path)
      .map((sentence) => ({
        kind: 'shared-sentence' as const,
        place: placeOf(sentence),
        message: `also in ${render(placeOf(first))}`,
        excerpt: excerptFrom(sentence.tokens),
        others: [placeOf(first)],
      }));
  });
}

/** Sentences that one file has several times; those with the most redundant tokens come first. */
export function findDuplicateSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  return repeated
    .flatMap((sentences) => groupBy(sentences, ({ path }) => path))
    .filter(({ length }) => length > 1)
    .sort((a, b) => redundancyOf(b) - redundancyOf(a))
    .map(([first, ...others]) => ({
      kind: 'duplicate-sentence',
      place: placeOf(first),
      message: `${others.length + 1} times`,
      excerpt: excerptFrom(first.tokens),
      others: others.map(placeOf),
    }));
}

const redundancyOf = (sentences: RepeatedSentence) =>
  (sentences.length - 1) * sentences[0].tokens.length;

function groupBy(
  sentences: RepeatedSentence,
  keyOf: (sentence: CheckedSentence) => string,
): CheckedSentence[][] {
  const groups = new Map<string, CheckedSentence[]>();
  for (const sentence of sentences) {
    const key = keyOf(sentence);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [sentence]);
    else group.push(sentence);
  }
  return [...groups.values()];
}

/** One finding for each sentence with several taggings; its place is the first of the rarest. */
export function findConflictingSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  return repeated.flatMap((sentences) => {
    const taggings = groupBy(sentences, ({ spans }) => JSON.stringify(spans));
    if (taggings.length === 1) return [];
    taggings.sort((a, b) => b.length - a.length);
    const [usual] = taggings[0];
    const [unusual] = taggings[taggings.length - 1];
    return [
      {
        kind: 'conflicting-sentence' as const,
        place: placeOf(unusual),
        message: describeDifference(unusual, usual),
        excerpt: excerptFrom(unusual.tokens),
        others: sentences.filter((other) => other !== unusual).map(placeOf),
      },
    ];
  });
}

function describeDifference(unusual: CheckedSentence, usual: CheckedSentence): string {
  const { tokens } = unusual;
  const here = renderTags(unusual.spans, tokens.length, 'IOB2');
  const there = renderTags(usual.spans, tokens.length, 'IOB2');
  const index = here.findIndex((tag, position) => tag !== there[position]);
  const place = { path: usual.path, line: lineOf(usual, index) };
  return `${showToken(tokens[index])} is ${showToken(here[index])}, but ${showToken(there[index])} in ${render(place)}`;
}

const placeOf = ({ path, line }: CheckedSentence): FindingPlace => ({ path, line });
const render = ({ path, line }: FindingPlace) => `${path}:${line}`;
