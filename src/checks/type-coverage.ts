// Types with too few entities to be learned, or none.
import { collectTypes, type FoundType, placeOf } from './collect-types.js';
import { excerptAround, showToken } from './excerpts.js';
import type { Finding, Kind } from './finding.js';
import { FEWEST_EXAMPLES } from './limits.js';
import type { CheckedCorpus } from './parse-corpus.js';

export function findMissingEntities({ path, sentences }: CheckedCorpus): Finding[] {
  if (sentences.length === 0 || sentences.some(({ spans }) => spans.length > 0)) return [];
  return [{ kind: 'no-entities', place: { path }, message: 'every token has the tag O' }];
}

/** Types with few entities, the rarest first. */
export function findRareTypes(first: CheckedCorpus): Finding[] {
  return [...collectTypes([first]).values()]
    .filter(({ count }) => count < FEWEST_EXAMPLES)
    .sort((a, b) => a.count - b.count)
    .map((type) =>
      findingOf('rare-type', type, `${showToken(type.name)}: ${entities(type.count)}`),
    );
}

/** Types of the other corpora that the first one lacks. */
export function findUnknownTypes(
  first: CheckedCorpus,
  others: readonly CheckedCorpus[],
): Finding[] {
  const known = collectTypes([first]);
  if (known.size === 0) return [];
  return others.flatMap((other) =>
    [...collectTypes([other]).values()]
      .filter(({ name }) => !known.has(name))
      .map((type) => {
        const message = `${showToken(type.name)}: ${entities(type.count)} here, none in ${first.path}`;
        return findingOf('unknown-type', type, message);
      }),
  );
}

function findingOf(kind: Kind, type: FoundType, message: string): Finding {
  const excerpt = excerptAround(type.sentence.tokens, type.start, type.end);
  return { kind, place: placeOf(type), message, excerpt };
}

const entities = (count: number) => `${count} ${count === 1 ? 'entity' : 'entities'}`;
