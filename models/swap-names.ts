// Sentences whose persons get other names, drawn from the names of a region.
import type { LabeledSentence } from '../src/corpora/conll.js';
import type { Span } from '../src/corpora/tags.js';
import type { Random } from '../src/tensors/random.js';

/** Given and family names that occur together. */
export interface NameGroup {
  readonly of: string;
  readonly order: 'given family' | 'family given';
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
}

export interface Region {
  readonly name: string;
  readonly groups: readonly NameGroup[];
}

export type Gender = 'women' | 'men';

export interface DrawnName {
  readonly gender: Gender;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly order: NameGroup['order'];
}

/** A name whose recall is measured. */
export interface FullName {
  readonly span: Span;
  /** Undefined for an original name. */
  readonly gender?: Gender;
}

export interface NamedSentence {
  readonly tokens: readonly string[];
  readonly names: readonly FullName[];
}

/** Every family name of the region is as probable as the others; so are given names in a group. */
export function drawName({ groups }: Region, { below }: Pick<Random, 'below'>): DrawnName {
  const families = groups.flatMap((group) => group.family.map((family) => ({ group, family })));
  const { group, family } = families[below(families.length)];
  const gender = below(2) === 0 ? 'women' : 'men';
  const given = group[gender][below(group[gender].length)];
  return { gender, given: given.split(' '), family: family.split(' '), order: group.order };
}

const isFullName = ({ label, start, end }: Span) => label === 'PER' && end - start > 1;

/** The sentence with its own names; undefined without a person of two or more tokens. */
export function originalNames({ tokens, spans }: LabeledSentence): NamedSentence | undefined {
  const names = spans.filter(isFullName).map((span) => ({ span }));
  return names.length === 0 ? undefined : { tokens, names };
}

/**
 * Replaces each person of two or more tokens, the same name by the same one. A first or last token
 * of such a name that is elsewhere a person of its own becomes the new given or family name.
 */
export function swapNames(sentence: LabeledSentence, draw: () => DrawnName): NamedSentence {
  const drawn = new Map<string, DrawnName>();
  const parts = new Map<string, readonly string[]>();
  for (const span of sentence.spans.filter(isFullName)) {
    const words = sentence.tokens.slice(span.start, span.end);
    const key = words.join(' ').toLowerCase();
    const name = drawn.get(key) ?? draw();
    drawn.set(key, name);
    parts.set(words[0].toLowerCase(), name.given);
    parts.set(words[words.length - 1].toLowerCase(), name.family);
  }
  const tokens: string[] = [];
  const names: FullName[] = [];
  let next = 0;
  for (const span of sentence.spans.filter(({ label }) => label === 'PER')) {
    const old = sentence.tokens.slice(span.start, span.end);
    const name = drawn.get(old.join(' ').toLowerCase());
    const words = name ? wordsOf(name) : (parts.get(old.join(' ').toLowerCase()) ?? old);
    tokens.push(...sentence.tokens.slice(next, span.start));
    const start = tokens.length;
    tokens.push(...(isInCapitals(old) ? words.map((word) => word.toUpperCase()) : words));
    if (name)
      names.push({ span: { label: 'PER', start, end: tokens.length }, gender: name.gender });
    next = span.end;
  }
  tokens.push(...sentence.tokens.slice(next));
  return { tokens, names };
}

const wordsOf = ({ given, family, order }: DrawnName): readonly string[] =>
  order === 'given family' ? [...given, ...family] : [...family, ...given];

/** Initials alone do not count. */
const isInCapitals = (words: readonly string[]) =>
  words.some((word) => /\p{Lu}{2}/u.test(word)) && !words.some((word) => /\p{Ll}/u.test(word));
