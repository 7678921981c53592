// Sentences that occur several times: in two files, in one, or with different tags.
//
// The first pass keeps a number for each sentence, the second one the sentences whose number is not
// theirs alone.
import { lineOf } from '../corpora/sentence-source.js';
import { renderTags, type Span } from '../corpora/tags.js';
import type { Check, Visit } from './check.js';
import type { CheckedSentence } from './corpus/checked-corpus.js';
import { excerptFrom, showToken } from './corpus/excerpts.js';
import type { Finding, FindingPlace } from './finding.js';
import { SHORTEST_REPEAT } from './limits.js';
import { createSentenceHashes } from './sentence-hashes.js';

/** A sentence that occurs at least twice, with the same tokens. */
interface RepeatedSentence {
  readonly tokens: readonly string[];
  /** By corpus and line. */
  readonly occurrences: readonly Occurrence[];
}

interface Occurrence extends FindingPlace {
  readonly line: number;
  readonly lines?: readonly number[];
  /** One object for each tagging of a sentence. */
  readonly spans: readonly Span[];
}

export function createRepeatedSentenceCheck(): Check {
  const hashes = createSentenceHashes();
  const collected = createCollection();
  const passes: Visit[] = [
    ({ tokens }) => {
      if (tokens.length >= SHORTEST_REPEAT) hashes.add(tokens);
    },
    (sentence) => {
      const { tokens } = sentence;
      if (tokens.length >= SHORTEST_REPEAT && hashes.isRepeated(tokens)) collected.add(sentence);
    },
  ];
  return {
    nextPass: () => passes.shift(),
    findings: () => {
      const repeated = collected.list();
      return [
        ...findSharedSentences(repeated),
        ...findConflictingSentences(repeated),
        ...findDuplicateSentences(repeated),
      ];
    },
  };
}

interface Group {
  /** The tokens as JSON. */
  readonly key: string;
  readonly occurrences: Occurrence[];
  readonly taggings: (readonly Span[])[];
}

interface Collection {
  add(sentence: CheckedSentence): void;
  list(): RepeatedSentence[];
}

function createCollection(): Collection {
  const groups = new Map<string, Group>();
  /** In the order of the second occurrences. */
  const repeated: Group[] = [];
  return {
    add: ({ tokens, spans, path, line, lines }) => {
      // A copy of its own: the tokens would keep the text of the file in memory.
      const key = JSON.stringify(tokens);
      let group = groups.get(key);
      if (group === undefined) {
        group = { key, occurrences: [], taggings: [] };
        groups.set(key, group);
      }
      let tagging = group.taggings.find((known) => areEqual(known, spans));
      if (tagging === undefined) {
        tagging = spans;
        group.taggings.push(tagging);
      }
      group.occurrences.push({ path, line, spans: tagging, ...(lines && { lines }) });
      if (group.occurrences.length === 2) repeated.push(group);
    },
    list: () => repeated.map(({ key, occurrences }) => ({ tokens: JSON.parse(key), occurrences })),
  };
}

function areEqual(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ label, start, end }, index) => {
      const other = b[index];
      return label === other.label && start === other.start && end === other.end;
    })
  );
}

/**
 * Each occurrence in a file after the first that has the sentence: leakage between train and test.
 * The longest come first, since the short ones may be phrases.
 */
function findSharedSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  const longestFirst = repeated.toSorted((a, b) => b.tokens.length - a.tokens.length);
  return longestFirst.flatMap(({ tokens, occurrences }) => {
    const [first] = occurrences;
    return occurrences
      .filter(({ path }) => path !== first.path)
      .map((occurrence) => ({
        kind: 'shared-sentence' as const,
        place: placeOf(occurrence),
        message: `also in ${render(placeOf(first))}`,
        excerpt: excerptFrom(tokens),
        others: [placeOf(first)],
      }));
  });
}

/** Sentences that one file has several times; those with the most redundant tokens come first. */
function findDuplicateSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  return repeated
    .flatMap(({ tokens, occurrences }) =>
      groupBy(occurrences, ({ path }) => path).map((group) => ({ tokens, occurrences: group })),
    )
    .filter(({ occurrences }) => occurrences.length > 1)
    .sort((a, b) => redundancyOf(b) - redundancyOf(a))
    .map(({ tokens, occurrences: [first, ...others] }) => ({
      kind: 'duplicate-sentence',
      place: placeOf(first),
      message: `${others.length + 1} times`,
      excerpt: excerptFrom(tokens),
      others: others.map(placeOf),
    }));
}

const redundancyOf = ({ tokens, occurrences }: RepeatedSentence) =>
  (occurrences.length - 1) * tokens.length;

function groupBy(
  occurrences: readonly Occurrence[],
  keyOf: (occurrence: Occurrence) => unknown,
): Occurrence[][] {
  const groups = new Map<unknown, Occurrence[]>();
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [occurrence]);
    else group.push(occurrence);
  }
  return [...groups.values()];
}

/** One finding for each sentence with several taggings; its place is the first of the rarest. */
function findConflictingSentences(repeated: readonly RepeatedSentence[]): Finding[] {
  return repeated.flatMap(({ tokens, occurrences }) => {
    const taggings = groupBy(occurrences, ({ spans }) => spans);
    if (taggings.length === 1) return [];
    taggings.sort((a, b) => b.length - a.length);
    const [usual] = taggings[0];
    const [unusual] = taggings[taggings.length - 1];
    return [
      {
        kind: 'conflicting-sentence' as const,
        place: placeOf(unusual),
        message: describeDifference(tokens, unusual, usual),
        excerpt: excerptFrom(tokens),
        others: occurrences.filter((other) => other !== unusual).map(placeOf),
      },
    ];
  });
}

function describeDifference(
  tokens: readonly string[],
  unusual: Occurrence,
  usual: Occurrence,
): string {
  const here = renderTags(unusual.spans, tokens.length, 'IOB2');
  const there = renderTags(usual.spans, tokens.length, 'IOB2');
  const index = here.findIndex((tag, position) => tag !== there[position]);
  const place = { path: usual.path, line: lineOf(usual, index) };
  return `${showToken(tokens[index])} is ${showToken(here[index])}, but ${showToken(there[index])} in ${render(place)}`;
}

const placeOf = ({ path, line }: Occurrence): FindingPlace => ({ path, line });
const render = ({ path, line }: FindingPlace) => `${path}:${line}`;
