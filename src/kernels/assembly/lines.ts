// The lines of a text as a hash table: a vocabulary is looked up in the bytes of its file.
//
// A text of n line feeds has n + 1 lines. `ends` has a place (uint32) for each line: the offset of
// its end in the text. `slots` (slotCount, a power of two and larger than the number of lines) is
// open addressing with linear probing. A slot is 0 if it is empty, else it joins the lowest bits of
// the line's number plus 1 and the highest bits of the line's hash:
//
//   slot = hash[7 bits] · number + 1[25 bits]

const FEED: u8 = 0x0a;
const NUMBER_BITS: u32 = 25;
const NUMBER_MASK: u32 = (1 << NUMBER_BITS) - 1;

// The golden ratio, and a multiplier of MurmurHash's last step.
const FIRST_FACTOR: u64 = 0x9e3779b97f4a7c15;
const LAST_FACTOR: u64 = 0xbf58476d1ce4e5b9;

/** The number of lines of `length` bytes, including a last one without an end. */
export function countLines(length: i32, text: usize): i32 {
  const limit = text + <usize>length;
  const feeds = i8x16.splat(FEED);
  let count = 1;
  for (; text + 16 <= limit; text += 16) {
    count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(text), feeds)));
  }
  for (; text < limit; text++) count += i32(load<u8>(text) == FEED);
  return count;
}

/**
 * Fills `ends` and `slots` with the lines of `length` bytes.
 *
 * Returns -1, or the number of the first line that equals one before it; the rest is then missing.
 * At most 2^25 - 1 lines. Nothing overlaps.
 */
export function indexLines(
  length: i32,
  text: usize,
  ends: usize,
  slotCount: i32,
  slots: usize,
): i32 {
  memory.fill(slots, 0, <usize>slotCount << 2);
  const limit = text + <usize>length;
  let line = 0;
  for (let start = text; start <= limit; line++) {
    const end = endOfLine(start, limit);
    const hash = hashOf(start, end);
    const slot = slotOf(start, end, hash, text, ends, slotCount, slots);
    if (load<u32>(slot) != 0) return line;
    store<u32>(slot, (hash & ~NUMBER_MASK) | <u32>(line + 1));
    store<u32>(ends + (<usize>line << 2), <u32>(end - text));
    start = end + 1;
  }
  return -1;
}

/** The number of the line that equals the `length` bytes of a word, or -1. */
export function findLine(
  length: i32,
  word: usize,
  text: usize,
  ends: usize,
  slotCount: i32,
  slots: usize,
): i32 {
  const end = word + <usize>length;
  const slot = slotOf(word, end, hashOf(word, end), text, ends, slotCount, slots);
  return <i32>(load<u32>(slot) & NUMBER_MASK) - 1;
}

/** The address of the slot that holds the line, or of the empty one in which it would be. */
// @ts-ignore: decorator
@inline
function slotOf(
  start: usize,
  end: usize,
  hash: u32,
  text: usize,
  ends: usize,
  slotCount: i32,
  slots: usize,
): usize {
  const mask = <u32>slotCount - 1;
  let place = hash & mask;
  let slot = slots + (<usize>place << 2);
  while (load<u32>(slot) != 0 && !holds(load<u32>(slot), start, end, hash, text, ends)) {
    place = (place + 1) & mask;
    slot = slots + (<usize>place << 2);
  }
  return slot;
}

// @ts-ignore: decorator
@inline
function holds(entry: u32, start: usize, end: usize, hash: u32, text: usize, ends: usize): bool {
  if ((entry ^ hash) >> NUMBER_BITS != 0) return false;
  const line = (entry & NUMBER_MASK) - 1;
  const lineEnd = ends + (<usize>line << 2);
  const lineStart = line == 0 ? 0 : load<u32>(lineEnd - 4) + 1;
  if (<usize>(load<u32>(lineEnd) - lineStart) != end - start) return false;
  return isEqual(start, end, text + lineStart);
}

// @ts-ignore: decorator
@inline
function isEqual(start: usize, end: usize, other: usize): bool {
  for (; start + 8 <= end; start += 8) {
    if (load<u64>(start) != load<u64>(other)) return false;
    other += 8;
  }
  for (; start < end; start++) {
    if (load<u8>(start) != load<u8>(other)) return false;
    other++;
  }
  return true;
}

// @ts-ignore: decorator
@inline
function endOfLine(at: usize, limit: usize): usize {
  const feeds = i8x16.splat(FEED);
  for (; at + 16 <= limit; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), feeds));
    if (found != 0) return at + <usize>ctz(found);
  }
  while (at < limit && load<u8>(at) != FEED) at++;
  return at;
}

/** Multiplies eight bytes at a time; of the last ones, some may be read twice. */
// @ts-ignore: decorator
@inline
function hashOf(start: usize, end: usize): u32 {
  let hash = <u64>(end - start) * FIRST_FACTOR;
  for (; start + 8 <= end; start += 8) hash = mixed(hash, load<u64>(start));
  const rest = end - start;
  let last: u64 = 0;
  if (rest >= 4) last = (<u64>load<u32>(start) << 32) | load<u32>(end - 4);
  else if (rest > 0) {
    last = (<u64>load<u8>(start) << 16) | (<u64>load<u8>(start + (rest >> 1)) << 8) | load<u8>(end - 1);
  }
  return <u32>((mixed(hash, last) * LAST_FACTOR) >> 32);
}

// @ts-ignore: decorator
@inline
function mixed(hash: u64, bytes: u64): u64 {
  const product = (hash ^ bytes) * FIRST_FACTOR;
  return product ^ (product >> 29);
}
