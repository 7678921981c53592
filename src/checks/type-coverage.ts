// Types with too few entities to be learned, or none.
import type { CheckedCorpus, FoundType } from './corpus/checked-corpus.js';
import { showToken } from './corpus/excerpts.js';
import type { Finding, Kind } from './finding.js';
import { FEWEST_EXAMPLES } from './limits.js';

export function findMissingEntities({ path, sentenceCount, types }: CheckedCorpus): Finding[] {
  if (sentenceCount === 0 || types.size > 0) return [];
  return [{ kind: 'no-entities', place: { path }, message: 'every token has the tag O' }];
}

/** Types with few entities, the rarest first. */
export function findRareTypes(first: CheckedCorpus): Finding[] {
  return [...first.types.values()]
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
  if (first.types.size === 0) return [];
  return others.flatMap((other) =>
    [...other.types.values()]
      .filter(({ name }) => !first.types.has(name))
      .map((type) => {
        const message = `${showToken(type.name)}: ${entities(type.count)} here, none in ${first.path}`;
        return findingOf('unknown-type', type, message);
      }),
  );
}

function findingOf(kind: Kind, type: FoundType, message: string): Finding {
  const { place, excerpt } = type;
  return { kind, place, message, excerpt };
}

const entities = (count: number) => `${count} ${count === 1 ? 'entity' : 'entities'}`;
