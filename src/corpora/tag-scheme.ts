// How spans of tokens are written as one tag a token: the schemes, their law, and which one a corpus keeps.

import { InputError } from '../errors.js';

export type TagScheme = 'IOB1' | 'IOB2' | 'IOBES' | 'BILOU' | 'BMES';

/**
 * The letters for the first, an inner, the last and the only token of a span.
 * IOB1 also writes B for the first token of a span that touches one of its own label.
 */
export const schemeLetters: Readonly<Record<TagScheme, string>> = {
  IOB2: 'BIIB',
  IOB1: 'IIII',
  IOBES: 'BIES',
  BILOU: 'BILU',
  BMES: 'BMES',
};

export const tagSchemes = Object.keys(schemeLetters) as readonly TagScheme[];

/** The scheme of a name as a user types it: in any case, and BIOES for IOBES. */
export function parseTagScheme(name: string): TagScheme {
  const upperName = name.toUpperCase();
  const scheme = tagSchemes.find((known) => known === upperName);
  if (scheme !== undefined) return scheme;
  if (upperName === 'BIOES') return 'IOBES';
  throw new InputError(
    `tag scheme: expected one of ${tagSchemes.join(', ')} or BIOES, found "${name}"`,
  );
}

/**
 * Whether `next` may follow `previous` in the scheme; `null` stands for the start and the end of the sentence.
 * A letter foreign to the scheme is illegal where it stands, not once more in what follows it.
 */
export function transitionIsLegal(
  previous: string | null,
  next: string | null,
  scheme: TagScheme = 'IOBES',
): boolean {
  const previousLetter = letterOf(previous);
  const nextLetter = letterOf(next);
  const isOneLabel = previous !== null && next !== null && previous.slice(2) === next.slice(2);
  if (scheme === 'IOB1') {
    return nextLetter === 'O' || nextLetter === 'I' || (nextLetter === 'B' && isOneLabel);
  }

  const letters = schemeLetters[scheme];
  const [first, inner, last, only] = letters;
  const previousEnds =
    previousLetter === last || previousLetter === only || !letters.includes(previousLetter);
  const nextBegins = nextLetter === 'O' || nextLetter === first || nextLetter === only;
  if (previousEnds && nextBegins) return true;

  const previousGoesOn = previousLetter === first || previousLetter === inner;
  return isOneLabel && previousGoesOn && (nextLetter === inner || nextLetter === last);
}

// Beyond its ends a sentence counts as outside of every span.
function letterOf(tag: string | null): string {
  return tag === null ? 'O' : tag[0];
}

/** The scheme that the fewest neighbouring tags offend; of equals IOB2 comes first. */
export function recogniseScheme(sentences: readonly (readonly string[])[]): TagScheme {
  const transitions = countTransitions(sentences);
  let recognised = tagSchemes[0];
  let fewestOffences = Number.POSITIVE_INFINITY;
  for (const scheme of tagSchemes) {
    const offenceCount = countOffences(transitions, scheme);
    if (offenceCount < fewestOffences) {
      recognised = scheme;
      fewestOffences = offenceCount;
    }
  }
  return recognised;
}

type TransitionCounts = Map<string | null, Map<string | null, number>>;

function countTransitions(sentences: readonly (readonly string[])[]): TransitionCounts {
  const counts: TransitionCounts = new Map();
  for (const tags of sentences) {
    let previous: string | null = null;
    for (const tag of tags) {
      count(counts, previous, tag);
      previous = tag;
    }
    count(counts, previous, null);
  }
  return counts;
}

function count(counts: TransitionCounts, previous: string | null, next: string | null): void {
  let followers = counts.get(previous);
  if (followers === undefined) {
    followers = new Map();
    counts.set(previous, followers);
  }
  followers.set(next, (followers.get(next) ?? 0) + 1);
}

function countOffences(transitions: TransitionCounts, scheme: TagScheme): number {
  let offenceCount = 0;
  for (const [previous, followers] of transitions) {
    for (const [next, times] of followers) {
      if (!transitionIsLegal(previous, next, scheme)) offenceCount += times;
    }
  }
  return offenceCount;
}
