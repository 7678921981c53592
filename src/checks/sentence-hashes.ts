// A number for each sentence, in four bytes: equal sentences have equal numbers, and few others do.

export interface SentenceHashes {
  add(tokens: readonly string[]): void;
  /** Whether another sentence that was added has the same number. Nothing is added afterwards. */
  isRepeated(tokens: readonly string[]): boolean;
}

const FIRST_CAPACITY = 1 << 10;

export function createSentenceHashes(): SentenceHashes {
  let hashes = new Uint32Array(FIRST_CAPACITY);
  let count = 0;
  let repeated: Uint32Array | undefined;
  return {
    add: (tokens) => {
      if (count === hashes.length) {
        const grown = new Uint32Array(2 * count);
        grown.set(hashes);
        hashes = grown;
      }
      hashes[count++] = hashOf(tokens);
    },
    isRepeated: (tokens) => {
      repeated ??= repeatedIn(hashes.subarray(0, count).sort());
      return hasSorted(repeated, hashOf(tokens));
    },
  };
}

/** FNV-1a over UTF-16 code units (Fowler, Noll & Vo 1991), with a unit between tokens. */
function hashOf(tokens: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    for (let unit = 0; unit < token.length; unit++) {
      hash = Math.imul(hash ^ token.charCodeAt(unit), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash >>> 0;
}

/** The numbers that occur more than once, each once. */
function repeatedIn(sorted: Uint32Array): Uint32Array {
  return sorted.filter(
    (hash, index) => hash === sorted[index + 1] && (index === 0 || hash !== sorted[index - 1]),
  );
}

function hasSorted(sorted: Uint32Array, value: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}
