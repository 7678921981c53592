// The types of corpora with their entities.
import { lineOf } from '../../corpora/sentence-source.js';
import type { CheckedCorpus, CheckedSentence, FoundType, FoundTypes } from './checked-corpus.js';
import { excerptAround } from './excerpts.js';
import { ownCopy } from './own-copy.js';

export interface TypeCollector {
  readonly types: FoundTypes;
  add(sentence: CheckedSentence): void;
}

export function createTypeCollector(): TypeCollector {
  const types = new Map<string, FoundType & { count: number }>();
  return {
    types,
    add: (sentence) => {
      const { path, tokens, spans } = sentence;
      for (const { label, start, end } of spans) {
        const known = types.get(label);
        if (known !== undefined) {
          known.count++;
          continue;
        }
        const name = ownCopy(label);
        const place = { path, line: lineOf(sentence, start) };
        types.set(name, { name, count: 1, place, excerpt: excerptAround(tokens, start, end) });
      }
    },
  };
}

/** The types of several corpora; the first entity is that of the first corpus with the type. */
export function collectTypes(corpora: readonly CheckedCorpus[]): FoundTypes {
  const types = new Map<string, FoundType>();
  for (const type of corpora.flatMap((corpus) => [...corpus.types.values()])) {
    const known = types.get(type.name);
    types.set(type.name, known ? { ...known, count: known.count + type.count } : type);
  }
  return types;
}
