// The entities that a model was trained on, as a small set of hashes.
import type { LabeledSentence } from '../corpora/conll.js';
import { crc32 } from './crc32.js';

/**
 * Hashes in ascending order, each once: one for the text of an entity, one for its text with its type. The text is the tokens joined
 * by spaces. A text that was never hashed is found by chance with probability (number of hashes) / 2³².
 */
export type EntityHashes = Uint32Array;

export interface KnownEntities {
  has(text: string, type: string): boolean;
  hasAnyType(text: string): boolean;
}

export function hashEntities(sentences: readonly LabeledSentence[]): EntityHashes {
  const hashes = new Set<number>();
  for (const { tokens, spans } of sentences) {
    for (const { label, start, end } of spans) {
      const text = tokens.slice(start, end).join(' ');
      hashes.add(hashText(text)).add(hashEntity(text, label));
    }
  }
  return Uint32Array.from(hashes).sort();
}

export function unionOfEntities(a: EntityHashes, b: EntityHashes): EntityHashes {
  return Uint32Array.from(new Set([...a, ...b])).sort();
}

export function knownEntitiesOf(hashes: EntityHashes): KnownEntities {
  return {
    has: (text, type) => includes(hashes, hashEntity(text, type)),
    hasAnyType: (text) => includes(hashes, hashText(text)),
  };
}

/** Searches by halves: a Set could not hold as many hashes as a file may. */
function includes(sorted: EntityHashes, hash: number): boolean {
  let [begin, end] = [0, sorted.length];
  while (begin < end) {
    const middle = (begin + end) >>> 1;
    if (sorted[middle] < hash) begin = middle + 1;
    else end = middle;
  }
  return sorted[begin] === hash;
}

const hashText = (text: string) => crc32(text);

// Tokens and types hold no tab.
const hashEntity = (text: string, type: string) => crc32(`${text}\t${type}`);
