// Tag schemes, which write spans of tokens as one tag per token, and their detection in a corpus.

export type TagScheme = 'IOB1' | 'IOB2' | 'IOBES' | 'BILOU' | 'BMES';

/**
 * The prefixes of the first, an inner, the last and the only token of a span.
 * IOB1 also has B, for the first token of a span that touches another of its type.
 */
export const schemePrefixes: Readonly<Record<TagScheme, string>> = {
  IOB2: 'BIIB',
  IOB1: 'IIII',
  IOBES: 'BIES',
  BILOU: 'BILU',
  BMES: 'BMES',
};

export const tagSchemes = Object.keys(schemePrefixes) as readonly TagScheme[];

/**
 * Whether `next` may follow `previous` in the scheme. `null` is the start or the end of the
 * sentence. A prefix that the scheme lacks is illegal itself, but does not make the tag after it
 * illegal.
 */
export function transitionIsLegal(
  previous: string | null,
  next: string | null,
  scheme: TagScheme = 'IOBES',
): boolean {
  const previousPrefix = prefixOf(previous);
  const nextPrefix = prefixOf(next);
  const isOneType = previous !== null && next !== null && previous.slice(2) === next.slice(2);
  if (scheme === 'IOB1') {
    return nextPrefix === 'O' || nextPrefix === 'I' || (nextPrefix === 'B' && isOneType);
  }

  const prefixes = schemePrefixes[scheme];
  const [first, inner, last, only] = prefixes;
  const previousEnds =
    previousPrefix === last || previousPrefix === only || !prefixes.includes(previousPrefix);
  const nextBegins = nextPrefix === 'O' || nextPrefix === first || nextPrefix === only;
  if (previousEnds && nextBegins) return true;

  const previousGoesOn = previousPrefix === first || previousPrefix === inner;
  return isOneType && previousGoesOn && (nextPrefix === inner || nextPrefix === last);
}

// The places before and after a sentence count as outside of every span.
function prefixOf(tag: string | null): string {
  return tag === null ? 'O' : tag[0];
}

/** The scheme that the fewest neighboring tags violate; of several, the first of `tagSchemes`. */
export function detectScheme(sentences: Iterable<readonly string[]>): TagScheme {
  const transitions = createTransitions();
  for (const tags of sentences) transitions.add(tags);
  return schemeOf(transitions.counts);
}

export function schemeOf(transitions: TransitionCounts): TagScheme {
  let detected = tagSchemes[0];
  let fewestViolations = Number.POSITIVE_INFINITY;
  for (const scheme of tagSchemes) {
    const violationCount = countViolations(transitions, scheme);
    if (violationCount < fewestViolations) {
      detected = scheme;
      fewestViolations = violationCount;
    }
  }
  return detected;
}

/** Detects the scheme of tags that arrive one after the other. */
export interface SchemeDetector {
  /** The scheme that the tags so far violate least; without any, the first of `tagSchemes`. */
  readonly scheme: TagScheme;
  /** @param tag null at the end of a sentence */
  add(tag: string | null): void;
}

export function createSchemeDetector(): SchemeDetector {
  const violationCounts = tagSchemes.map(() => 0);
  let previous: string | null = null;
  return {
    get scheme() {
      return tagSchemes[violationCounts.indexOf(Math.min(...violationCounts))];
    },
    add: (tag) => {
      // By far the most frequent.
      if (tag === 'O' && previous === 'O') return;
      for (const [index, scheme] of tagSchemes.entries()) {
        if (!transitionIsLegal(previous, tag, scheme)) violationCounts[index]++;
      }
      previous = tag;
    },
  };
}

/** How often a tag follows another one; null is the start or the end of a sentence. */
export type TransitionCounts = ReadonlyMap<string | null, ReadonlyMap<string | null, number>>;

export interface Transitions {
  readonly counts: TransitionCounts;
  /** Adds the tags of a sentence. */
  add(tags: readonly string[]): void;
}

export function createTransitions(): Transitions {
  const counts = new Map<string | null, Map<string | null, number>>();
  return {
    counts,
    add: (tags) => {
      let previous: string | null = null;
      let outsideCount = 0;
      for (let index = 0; index < tags.length; index++) {
        const tag = tags[index];
        // By far the most frequent.
        if (tag === 'O' && previous === 'O') outsideCount++;
        else increase(counts, previous, tag, 1);
        previous = tag;
      }
      if (outsideCount > 0) increase(counts, 'O', 'O', outsideCount);
      increase(counts, previous, null, 1);
    },
  };
}

function increase(
  counts: Map<string | null, Map<string | null, number>>,
  previous: string | null,
  next: string | null,
  times: number,
): void {
  let followers = counts.get(previous);
  if (followers === undefined) {
    followers = new Map();
    counts.set(previous, followers);
  }
  followers.set(next, (followers.get(next) ?? 0) + times);
}

export function countViolations(transitions: TransitionCounts, scheme: TagScheme): number {
  let violationCount = 0;
  for (const [previous, followers] of transitions) {
    for (const [next, times] of followers) {
      if (!transitionIsLegal(previous, next, scheme)) violationCount += times;
    }
  }
  return violationCount;
}
