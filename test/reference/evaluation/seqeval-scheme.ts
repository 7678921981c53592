// Entities in the strict mode of seqeval, by the transitions of one scheme.
//
// Source: seqeval 1.2.2, seqeval/scheme.py (https://github.com/chakki-works/seqeval, MIT).
//
// The rules are not always the scheme's definition. In IOB1, a B starts an entity only after one of
// the same type: B-PER B-ORG has no entity, and B-PER I-PER has only the one of the I. In IOBES and
// BILOU, an entity without its E or L is dropped.
import type { Entity } from './entity.js';

export type SeqevalScheme = 'IOB1' | 'IOB2' | 'IOE1' | 'IOE2' | 'IOBES' | 'BILOU';

/** Prefixes before and at a tag, `*` for any, and whether their types are the same. */
type Pattern = readonly [previous: string, current: string, types: 'same' | 'different' | 'any'];

interface Rules {
  readonly prefixes: string;
  /** The current tag starts an entity. */
  readonly start: readonly Pattern[];
  /** The current tag continues the entity of the previous one. */
  readonly inside: readonly Pattern[];
  /** The previous tag may be the last of its entity. */
  readonly end: readonly Pattern[];
}

const RULES: Readonly<Record<SeqevalScheme, Rules>> = {
  IOB1: {
    prefixes: 'IOB',
    start: [
      ['O', 'I', 'any'],
      ['I', 'I', 'different'],
      ['B', 'I', 'any'],
      ['I', 'B', 'same'],
      ['B', 'B', 'same'],
    ],
    inside: [
      ['B', 'I', 'same'],
      ['I', 'I', 'same'],
    ],
    end: [
      ['I', 'I', 'different'],
      ['I', 'O', 'any'],
      ['I', 'B', 'any'],
      ['B', 'O', 'any'],
      ['B', 'I', 'different'],
      ['B', 'B', 'same'],
    ],
  },
  IOB2: {
    prefixes: 'IOB',
    start: [['*', 'B', 'any']],
    inside: [
      ['B', 'I', 'same'],
      ['I', 'I', 'same'],
    ],
    end: [
      ['I', 'O', 'any'],
      ['I', 'I', 'different'],
      ['I', 'B', 'any'],
      ['B', 'O', 'any'],
      ['B', 'I', 'different'],
      ['B', 'B', 'any'],
    ],
  },
  IOE1: {
    prefixes: 'IOE',
    start: [
      ['O', 'I', 'any'],
      ['I', 'I', 'different'],
      ['E', 'I', 'any'],
      ['E', 'E', 'same'],
    ],
    inside: [
      ['I', 'I', 'same'],
      ['I', 'E', 'same'],
    ],
    end: [
      ['I', 'I', 'different'],
      ['I', 'O', 'any'],
      ['I', 'E', 'different'],
      ['E', 'I', 'same'],
      ['E', 'E', 'same'],
    ],
  },
  IOE2: {
    prefixes: 'IOE',
    start: [
      ['O', 'I', 'any'],
      ['O', 'E', 'any'],
      ['E', 'I', 'any'],
      ['E', 'E', 'any'],
      ['I', 'I', 'different'],
      ['I', 'E', 'different'],
    ],
    inside: [
      ['I', 'E', 'same'],
      ['I', 'I', 'same'],
    ],
    end: [['E', '*', 'any']],
  },
  IOBES: {
    prefixes: 'IOBES',
    start: [
      ['*', 'B', 'any'],
      ['*', 'S', 'any'],
    ],
    inside: [
      ['B', 'I', 'same'],
      ['B', 'E', 'same'],
      ['I', 'I', 'same'],
      ['I', 'E', 'same'],
    ],
    end: [
      ['S', '*', 'any'],
      ['E', '*', 'any'],
    ],
  },
  BILOU: {
    prefixes: 'BILOU',
    start: [
      ['*', 'B', 'any'],
      ['*', 'U', 'any'],
    ],
    inside: [
      ['B', 'I', 'same'],
      ['B', 'L', 'same'],
      ['I', 'I', 'same'],
      ['I', 'L', 'same'],
    ],
    end: [
      ['U', '*', 'any'],
      ['L', '*', 'any'],
    ],
  },
};

// Sets of prefixes from which seqeval detects a scheme, each in alphabetical order.
const DETECTED: readonly (readonly [SeqevalScheme, readonly string[]])[] = [
  ['IOB2', ['BIO', 'BI', 'BO', 'B']],
  ['IOE2', ['EIO', 'EI', 'EO', 'E']],
  ['IOBES', ['BEIOS', 'BEIS', 'BEIO', 'BEOS', 'BEI', 'BES', 'BEO', 'BE', 'S']],
  ['BILOU', ['BILOU', 'BILU', 'BILO', 'BLOU', 'BIL', 'BLU', 'BLO', 'BL', 'U']],
];

/** The first character, and the rest without outer hyphens. The type of a bare prefix is `_`. */
function parseToken(tag: string) {
  return { prefix: tag.slice(0, 1), type: tag.slice(1).replace(/^-+|-+$/g, '') || '_' };
}

type Token = ReturnType<typeof parseToken>;

/** Entities of one sentence. Throws if a prefix is not the scheme's. */
export function strictEntities(tags: readonly string[], scheme: SeqevalScheme): Entity[] {
  const rules = RULES[scheme];
  for (const tag of tags) {
    if (!rules.prefixes.includes(parseToken(tag).prefix)) {
      throw new Error(`expected a tag of ${scheme}, found "${tag}"`);
    }
  }
  const outside = parseToken('O');
  const tokens = [...tags.map(parseToken), outside];
  const before = (position: number) => tokens[position - 1] ?? outside;

  const entities: Entity[] = [];
  let position = 0;
  while (position < tokens.length) {
    const start = position++;
    if (!matches(rules.start, before(start), tokens[start])) continue;
    while (matches(rules.inside, before(position), tokens[position])) position++;
    if (matches(rules.end, before(position), tokens[position])) {
      entities.push({ type: tokens[start].type, start, end: position });
    }
  }
  return entities;
}

function matches(patterns: readonly Pattern[], previous: Token, current: Token): boolean {
  return patterns.some(
    ([before, at, types]) =>
      (before === '*' || before === previous.prefix) &&
      (at === '*' || at === current.prefix) &&
      (types === 'any' || (types === 'same') === (previous.type === current.type)),
  );
}

/**
 * The scheme that seqeval takes if none is given, from the prefixes of the gold tags.
 *
 * Throws if they are no scheme's. IOB1 is never detected as such. Tags that are all O, or all O and
 * S, are no scheme's.
 */
export function detectScheme(sentences: readonly (readonly string[])[]): SeqevalScheme {
  const prefixes = [...new Set(sentences.flat().map((tag) => tag.slice(0, 1)))].sort().join('');
  const found = DETECTED.find(([, sets]) => sets.includes(prefixes));
  if (!found) throw new Error(`expected prefixes of a known scheme, found "${prefixes}"`);
  return found[0];
}
