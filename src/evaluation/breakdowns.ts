// Groups of entities that are scored apart: by length, sentence length, shape, and what training knew of them.
import type { Span } from '../corpora/tags.js';

/** The names of its groups, in the order in which they are shown. */
export interface Breakdown {
  readonly name: string;
  readonly groups: readonly string[];
}

export const BREAKDOWNS = {
  familiarity: {
    name: 'seen in training',
    groups: ['seen', 'seen with another type', 'unseen'],
  },
  entityLength: { name: 'entity length', groups: ['1 token', '2 tokens', '3 tokens', '4 or more'] },
  sentenceLength: {
    name: 'sentence length',
    groups: ['1 to 10 tokens', '11 to 20', '21 to 40', '41 or more'],
  },
  shape: {
    name: 'shape',
    groups: [
      'capitalized',
      'all capitals',
      'lower case',
      'mixed case',
      'with digits',
      'without case',
    ],
  },
} as const satisfies Record<string, Breakdown>;

export type BreakdownName = keyof typeof BREAKDOWNS;

/** What the training corpus knew of an entity's text. */
export interface TrainingEntities {
  has(text: string, type: string): boolean;
  hasAnyType(text: string): boolean;
}

/** Is shown in place of the breakdown if the training entities of a model are not known. */
export const UNKNOWN_TRAINING =
  'not known, as the model does not hold its training entities; give --training FILE';

export function familiarityOf(text: string, type: string, known: TrainingEntities): string {
  const [seen, otherType, unseen] = BREAKDOWNS.familiarity.groups;
  if (known.has(text, type)) return seen;
  return known.hasAnyType(text) ? otherType : unseen;
}

export function entityLengthOf({ start, end }: Span): string {
  const { groups } = BREAKDOWNS.entityLength;
  return groups[Math.min(Math.ceil(end) - Math.floor(start), groups.length) - 1];
}

export function sentenceLengthOf(tokenCount: number): string {
  const [short, medium, long, longest] = BREAKDOWNS.sentenceLength.groups;
  if (tokenCount <= 10) return short;
  if (tokenCount <= 20) return medium;
  return tokenCount <= 40 ? long : longest;
}

const DIGIT = /\p{Nd}/u;
const UPPER = /[\p{Lu}\p{Lt}]/u;
const LOWER = /\p{Ll}/u;
const CAPITALIZED = /^[^\p{L}]*[\p{Lu}\p{Lt}][^\p{Lu}\p{Lt}]*$/u;

/** The shape of all words of an entity together: "capitalized" only if each word with letters is. */
export function entityShapeOf(text: string): string {
  const [capitalized, allCapitals, lowerCase, mixedCase, withDigits, withoutCase] =
    BREAKDOWNS.shape.groups;
  if (DIGIT.test(text)) return withDigits;
  const hasUpper = UPPER.test(text);
  const hasLower = LOWER.test(text);
  if (!hasUpper) return hasLower ? lowerCase : withoutCase;
  if (!hasLower) return allCapitals;
  const words = text.split(' ').filter((word) => UPPER.test(word) || LOWER.test(word));
  return words.every((word) => CAPITALIZED.test(word)) ? capitalized : mixedCase;
}
