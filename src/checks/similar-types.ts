// Types that look like a misspelling of another: Per, PERS or PERSON beside PER.
import { distance } from 'fastest-levenshtein';
import type { CheckedCorpus, FoundType } from './corpus/checked-corpus.js';
import { collectTypes } from './corpus/collect-types.js';
import { showToken } from './corpus/excerpts.js';
import type { Finding } from './finding.js';
import { MISSPELLING_RATIO } from './limits.js';

const SHORTEST_NAME = 3;
const LETTERS_PER_EDIT = 5;

export function findSimilarTypes(corpora: readonly CheckedCorpus[]): Finding[] {
  const types = [...collectTypes(corpora).values()]
    .sort((a, b) => b.count - a.count)
    .map((type) => ({ type, parts: partsOf(type.name) }));
  const byFoldedName = new Map<string, FoundType>();
  return types.flatMap(({ type: rare, parts }) => {
    const folded = parts.join('');
    // Names that differ only in case and marks are one name, however frequent both are.
    const frequent = byFoldedName.get(folded) ?? findAlike(rare, parts, types);
    if (!byFoldedName.has(folded)) byFoldedName.set(folded, rare);
    return frequent === undefined ? [] : [findingOf(rare, frequent)];
  });
}

interface NamedType {
  readonly type: FoundType;
  readonly parts: readonly string[];
}

function findAlike(
  rare: FoundType,
  parts: readonly string[],
  types: readonly NamedType[],
): FoundType | undefined {
  for (const { type, parts: others } of types) {
    if (type.count < MISSPELLING_RATIO * rare.count) return undefined;
    if (areAlike(parts, others)) return type;
  }
  return undefined;
}

/** The parts of names such as person-actor are compared one by one. */
function areAlike(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((part, index) => part === b[index] || isSpelledAlike(part, b[index]));
}

function isSpelledAlike(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length < SHORTEST_NAME) return false;
  // Numbered types such as LEVEL1 and LEVEL2 are not alike.
  if (withoutDigits(a) === withoutDigits(b)) return false;
  if (longer.startsWith(shorter)) return true;
  const tolerance = Math.max(1, Math.floor(longer.length / LETTERS_PER_EDIT));
  if (longer.length - shorter.length > tolerance) return false;
  const edits = distance(a, b);
  return edits <= tolerance || (edits === 2 && sortLetters(a) === sortLetters(b));
}

const partsOf = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
const withoutDigits = (name: string) => name.replaceAll(/\d/g, '');
const sortLetters = (name: string) => [...name].sort().join('');

function findingOf(rare: FoundType, frequent: FoundType): Finding {
  const describe = ({ name, count }: FoundType) => `${showToken(name)} (${count})`;
  return {
    kind: 'similar-type',
    place: rare.place,
    message: `${describe(rare)} looks like ${describe(frequent)}`,
    excerpt: rare.excerpt,
  };
}
