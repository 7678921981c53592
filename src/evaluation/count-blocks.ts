// Counts of one row by sentence, packed into few bytes: most counts are small, and most are equal.
//
// An entry is the distance from the sentence before, doubled, with 1 added if the three counts are
// equal; then one count or three. Each number has seven bits a byte, the lowest first, and the
// eighth bit if more follow (LEB128). The third count is stored doubled, as it may be half a span.

export interface CountEntry {
  readonly sentence: number;
  readonly gold: number;
  readonly predicted: number;
  readonly correct: number;
}

export interface CountBlocks {
  readonly length: number;
  /** Adds an entry of a later sentence. */
  push(entry: CountEntry): void;
  /** Visits the entries in order; the same object each time. */
  visit(visit: (entry: CountEntry, index: number) => void): void;
}

const FIRST_BYTES = 64;
// Blocks are not copied when a row grows.
const BLOCK_BYTES = 1 << 16;

export function createCountBlocks(): CountBlocks {
  const full: Uint8Array[] = [];
  let block = new Uint8Array(FIRST_BYTES);
  let [used, length, last] = [0, 0, 0];

  function makeRoom(): void {
    if (block.length === BLOCK_BYTES) {
      full.push(block);
      block = new Uint8Array(BLOCK_BYTES);
      used = 0;
      return;
    }
    const grown = new Uint8Array(Math.min(2 * block.length, BLOCK_BYTES));
    grown.set(block);
    block = grown;
  }

  function putByte(byte: number): void {
    if (used === block.length) makeRoom();
    block[used++] = byte;
  }

  function put(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) putByte(0x80 | (rest % 0x80));
    putByte(rest);
  }

  return {
    get length() {
      return length;
    },
    push: ({ sentence, gold, predicted, correct }) => {
      const areEqual = gold === predicted && gold === correct && Number.isInteger(gold);
      put(2 * (sentence - last) + (areEqual ? 1 : 0));
      put(gold);
      if (!areEqual) {
        put(predicted);
        put(2 * correct);
      }
      last = sentence;
      length++;
    },
    visit: (visit) => visitEntries([...full, block], length, visit),
  };
}

function visitEntries(
  blocks: readonly Uint8Array[],
  length: number,
  visit: (entry: CountEntry, index: number) => void,
): void {
  let [block, at] = [0, 0];
  const take = () => {
    let [value, factor] = [0, 1];
    for (;;) {
      if (at === blocks[block].length) [block, at] = [block + 1, 0];
      const byte = blocks[block][at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  };
  const entry = { sentence: 0, gold: 0, predicted: 0, correct: 0 };
  for (let index = 0; index < length; index++) {
    const head = take();
    entry.sentence += Math.floor(head / 2);
    entry.gold = take();
    entry.predicted = head % 2 === 1 ? entry.gold : take();
    entry.correct = head % 2 === 1 ? entry.gold : take() / 2;
    visit(entry, index);
  }
}
