// Mutations of bytes without regard to what they mean.
//
// A copy is made by the constructor, because the slice() of a Buffer is a view.
import type { Random } from '../../../src/tensors/random.js';
import { pick, pickRange } from './pick.js';

type Mutation = (input: Uint8Array, random: Random) => Uint8Array;

// Repetition must not let inputs grow without bound.
const LONGEST_INPUT = 1 << 16;
const UNUSUAL_BYTES = [0, 1, 9, 10, 13, 27, 32, 0x7f, 0x80, 0xbf, 0xc0, 0xed, 0xf4, 0xfe, 0xff];
const UNUSUAL_NUMBERS = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0x7fffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  1n << 53n,
];

export const byteMutations: readonly Mutation[] = [
  flipBit,
  replaceByte,
  cutShort,
  deleteRange,
  repeatRange,
  moveRange,
  insertBytes,
  replaceNumber,
];

function flipBit(input: Uint8Array, random: Random): Uint8Array {
  const output = new Uint8Array(input);
  if (output.length > 0) output[random.below(output.length)] ^= 1 << random.below(8);
  return output;
}

function replaceByte(input: Uint8Array, random: Random): Uint8Array {
  const output = new Uint8Array(input);
  if (output.length > 0) output[random.below(output.length)] = pick(UNUSUAL_BYTES, random);
  return output;
}

function cutShort(input: Uint8Array, random: Random): Uint8Array {
  return input.slice(0, random.below(input.length + 1));
}

function deleteRange(input: Uint8Array, random: Random): Uint8Array {
  const [start, end] = pickRange(input.length, random);
  return Buffer.concat([input.subarray(0, start), input.subarray(end)]);
}

function repeatRange(input: Uint8Array, random: Random): Uint8Array {
  const [start, end] = pickRange(input.length, random);
  const times = 1 + random.below(random.below(8) === 0 ? 1000 : 3);
  const repeated = Array.from({ length: times }, () => input.subarray(start, end));
  const output = Buffer.concat([input.subarray(0, end), ...repeated, input.subarray(end)]);
  return output.subarray(0, LONGEST_INPUT);
}

function moveRange(input: Uint8Array, random: Random): Uint8Array {
  const [start, end] = pickRange(input.length, random);
  const rest = Buffer.concat([input.subarray(0, start), input.subarray(end)]);
  const to = random.below(rest.length + 1);
  return Buffer.concat([rest.subarray(0, to), input.subarray(start, end), rest.subarray(to)]);
}

function insertBytes(input: Uint8Array, random: Random): Uint8Array {
  const at = random.below(input.length + 1);
  const inserted = Uint8Array.from({ length: 1 + random.below(8) }, () => random.below(256));
  return Buffer.concat([input.subarray(0, at), inserted, input.subarray(at)]);
}

/** Overwrites 8, 4 or 2 bytes by a number near a limit, little-endian. */
function replaceNumber(input: Uint8Array, random: Random): Uint8Array {
  const width = pick([8, 4, 2], random);
  if (input.length < width) return input;
  const number = Buffer.alloc(8);
  const offset = BigInt(random.below(3) - 1);
  number.writeBigUInt64LE(BigInt.asUintN(64, pick(UNUSUAL_NUMBERS, random) + offset));
  const output = new Uint8Array(input);
  output.set(number.subarray(0, width), random.below(output.length - width + 1));
  return output;
}
