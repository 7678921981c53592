// Bytes in any encoding as UTF-8.
import { InputError } from '../errors.js';
import { isInvalidText } from './encodings.js';
import { startingWith } from './stream-start.js';

type Chunks = AsyncIterable<Uint8Array>;

export interface DecodingOptions {
  /** A name of the WHATWG's Encoding Standard; by default UTF-8, or as a byte order mark shows. */
  readonly encoding?: string;
  /** Receives a name that a byte order mark stands for. */
  onMark(encoding: string): void;
  /**
   * Receives how many invalid sequences were replaced by U+FFFD, and the line of the first. If it is
   * absent, they are errors.
   */
  onReplaced?(count: number, line: number): void;
}

/**
 * UTF-8 is passed through unchecked unless invalid bytes are to be replaced. A byte order mark of
 * UTF-16 is dropped, the one of UTF-8 is kept.
 *
 * @param name of the stream in errors
 * @throws InputError for bytes that are invalid in another encoding, after the text before them
 */
export async function* toUtf8(
  chunks: Chunks,
  name: string,
  { encoding: given, onMark, onReplaced }: DecodingOptions,
): AsyncGenerator<Uint8Array> {
  let all = chunks;
  let encoding = given;
  if (encoding === undefined) {
    const started = await startingWith(chunks);
    all = started.all;
    const found = encodingFrom(started.start, name);
    if (found !== undefined) onMark(found);
    encoding = found ?? 'utf-8';
  }
  if (onReplaced) yield* replacing(all, encoding, onReplaced);
  else if (encoding === 'utf-8') yield* all;
  else yield* strictly(all, encoding, name);
}

const UTF_32_MARKS = ['fffe0000', '0000feff'];

/** The encoding that the first bytes show. @throws InputError for one that cannot be read so */
function encodingFrom(start: Uint8Array, name: string): string | undefined {
  const mark = Buffer.from(start.subarray(0, 4)).toString('hex');
  if (UTF_32_MARKS.includes(mark)) {
    throw new InputError(`${name}: expected UTF-8 text, found UTF-32`);
  }
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  const unmarked = unmarkedUtf16(start);
  if (unmarked === undefined) return undefined;
  throw new InputError(
    `${name}: expected UTF-8 text, found UTF-16 without a byte order mark (--encoding ${unmarked} reads it)`,
  );
}

const FEWEST_BYTES = 8;
const MOST_BYTES = 64;

/** In text of mostly Latin script, every other byte is zero. */
function unmarkedUtf16(start: Uint8Array): string | undefined {
  if (start.length < FEWEST_BYTES) return undefined;
  const bytes = [...start.subarray(0, MOST_BYTES)];
  if (bytes.every((byte, index) => (byte === 0) === (index % 2 === 1))) return 'utf-16le';
  return bytes.every((byte, index) => (byte === 0) === (index % 2 === 0)) ? 'utf-16be' : undefined;
}

interface Decoder {
  /** @param chunk absent at the end */
  decode(chunk?: Uint8Array): string;
}

/** A decoder of a stream. */
function createDecoder(
  encoding: string,
  options: ConstructorParameters<typeof TextDecoder>[1],
): Decoder {
  const decoder = new TextDecoder(encoding, options);
  const decode = (chunk?: Uint8Array) => decoder.decode(chunk, { stream: chunk !== undefined });
  if (encoding !== 'windows-1252') return { decode };
  // Some versions of Node take these bytes for the control characters of ISO 8859-1.
  return {
    decode: (chunk) =>
      decode(chunk).replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80]),
  };
}

// Bytes 0x80 to 0x9f.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

async function* strictly(
  chunks: Chunks,
  encoding: string,
  name: string,
): AsyncGenerator<Uint8Array> {
  const decoder = createDecoder(encoding, { fatal: true });
  // One chunk behind, so that it can find the place of an error.
  const behind = createDecoder(encoding, { fatal: true });
  let last: Uint8Array = new Uint8Array();
  let byteOffset = 0;
  let line = 1;
  const invalid = (text: string, place: number) =>
    new InputError(
      `${name}:${line + lineFeedsIn(text)}: expected ${encoding} text, found other bytes at offset ${place} (see --encoding and --invalid)`,
    );
  for await (const chunk of chunks) {
    const text = decodeOrUndefined(decoder, chunk);
    behind.decode(last);
    if (text === undefined) {
      const { valid, count } = decodeValid(behind, chunk);
      yield Buffer.from(valid);
      throw invalid(valid, byteOffset + count);
    }
    yield Buffer.from(text);
    line += lineFeedsIn(text);
    byteOffset += chunk.length;
    last = chunk;
  }
  const rest = decodeOrUndefined(decoder);
  if (rest === undefined) throw invalid('', byteOffset);
  yield Buffer.from(rest);
}

/** @param chunk absent at the end */
function decodeOrUndefined(decoder: Decoder, chunk?: Uint8Array): string | undefined {
  try {
    return decoder.decode(chunk);
  } catch (error) {
    if (isInvalidText(error)) return undefined;
    throw error;
  }
}

/** The text before the first invalid byte, and the count of bytes before that byte. */
function decodeValid(decoder: Decoder, chunk: Uint8Array) {
  let valid = '';
  let count = 0;
  for (; count < chunk.length; count++) {
    const text = decodeOrUndefined(decoder, chunk.subarray(count, count + 1));
    if (text === undefined) break;
    valid += text;
  }
  return { valid, count };
}

async function* replacing(
  chunks: Chunks,
  encoding: string,
  onReplaced: (count: number, line: number) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = createDecoder(encoding, { ignoreBOM: encoding === 'utf-8' });
  const countGiven = createReplacementCounter(encoding);
  let count = 0;
  let line = 1;
  let firstLine = 0;
  const take = (text: string, given: number) => {
    count += text.split(REPLACEMENT).length - 1 - given;
    if (firstLine === 0 && count > 0) {
      firstLine = line + lineFeedsIn(text.slice(0, text.indexOf(REPLACEMENT)));
    }
    line += lineFeedsIn(text);
    return Buffer.from(text);
  };
  for await (const chunk of chunks) {
    yield take(decoder.decode(chunk), countGiven(chunk));
  }
  yield take(decoder.decode(), 0);
  if (count > 0) onReplaced(count, firstLine);
}

const REPLACEMENT = '\ufffd';

// The bytes of U+FFFD, which may also stand in a valid text, and the alignment of characters.
const replacementBytes: Readonly<Record<string, readonly [hex: string, alignment: number]>> = {
  'utf-8': ['efbfbd', 1],
  'utf-16le': ['fdff', 2],
  'utf-16be': ['fffd', 2],
  gb18030: ['8431a437', 1],
};

/** Counts how often chunks of a stream, one after the other, hold U+FFFD itself. */
function createReplacementCounter(encoding: string): (chunk: Uint8Array) => number {
  const [hex, alignment] = replacementBytes[encoding] ?? ['', 1];
  const pattern = Buffer.from(hex, 'hex');
  let kept = Buffer.alloc(0);
  let keptOffset = 0;
  return (chunk) => {
    if (pattern.length === 0) return 0;
    const bytes = Buffer.concat([kept, chunk]);
    let count = 0;
    for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) {
      if ((keptOffset + at) % alignment === 0) count++;
    }
    kept = bytes.subarray(Math.max(0, bytes.length - pattern.length + 1));
    keptOffset += bytes.length - kept.length;
    return count;
  };
}

function lineFeedsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
