// The places where tags violate their scheme.
import { lineOf, type TaggedSentence } from './sentence-source.js';
import { type TagScheme, transitionIsLegal } from './tag-scheme.js';

/** A place where the tags violate their scheme. */
export interface Violation {
  readonly line: number;
  readonly what: string;
}

export function violationsIn(
  sentence: Pick<TaggedSentence, 'tags' | 'line' | 'lines'>,
  scheme: TagScheme,
): Violation[] {
  const { tags } = sentence;
  const violations: Violation[] = [];
  for (let index = 0; index <= tags.length; index++) {
    const previous = index > 0 ? tags[index - 1] : null;
    const next = index < tags.length ? tags[index] : null;
    if (transitionIsLegal(previous, next, scheme)) continue;
    violations.push(
      next === null
        ? { line: lineOf(sentence, index - 1), what: `${previous} at the end of a sentence` }
        : { line: lineOf(sentence, index), what: `${next} ${placeAfter(previous)}` },
    );
  }
  return violations;
}

const placeAfter = (previous: string | null) =>
  previous === null ? 'at the start of a sentence' : `after ${previous}`;
