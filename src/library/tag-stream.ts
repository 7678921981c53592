// Tags the lines of a stream as they arrive.

import { wrongType } from '../files/wrong-type.js';
import { streamLines, type TextSource } from './stream-lines.js';

export interface StreamOptions {
  /** Name of the stream in errors; by default the path of a stream that reads a file, or `stream`. */
  readonly name?: string;
  /** A longer line is an error, so that memory is bounded; 1 MiB by default. */
  readonly maxLineBytes?: number;
}

const MAX_LINE_BYTES = 1 << 20;

// UTF-16 units that are tagged at once: enough for full batches, few enough to answer soon.
const CALL_LENGTH = 1 << 14;

/**
 * Yields the tagged lines in order. The next chunk is read when all lines of the last one have been
 * taken; a caller that leaves its loop closes the source.
 */
export function tagStream<Tagged extends object>(
  source: TextSource,
  options: StreamOptions,
  tagTexts: (texts: readonly string[]) => readonly Tagged[],
): AsyncGenerator<Tagged & { readonly lineNumber: number }> {
  checkArguments(source, options);
  const { name = nameOf(source), maxLineBytes = MAX_LINE_BYTES } = options;
  return tagLines(streamLines(source, { name, maxLineBytes }), tagTexts);
}

async function* tagLines<Tagged extends object>(
  chunks: AsyncIterable<readonly string[]>,
  tagTexts: (texts: readonly string[]) => readonly Tagged[],
): AsyncGenerator<Tagged & { readonly lineNumber: number }> {
  let lineNumber = 0;
  for await (const lines of chunks) {
    for (const texts of inCalls(lines)) {
      for (const tagged of tagTexts(texts)) yield { ...tagged, lineNumber: ++lineNumber };
    }
  }
}

function* inCalls(lines: readonly string[]): Generator<string[]> {
  let call: string[] = [];
  let length = 0;
  for (const line of lines) {
    call.push(line);
    length += line.length;
    if (length < CALL_LENGTH) continue;
    yield call;
    call = [];
    length = 0;
  }
  if (call.length > 0) yield call;
}

function nameOf(source: object): string {
  return 'path' in source && typeof source.path === 'string' ? source.path : 'stream';
}

function checkArguments(source: unknown, options: unknown): void {
  const isIterable =
    typeof source === 'object' &&
    source !== null &&
    (Symbol.asyncIterator in source || Symbol.iterator in source);
  if (!isIterable) throw wrongType('tagStream: expected a stream of text or bytes', source);
  if (typeof options !== 'object' || options === null) {
    throw wrongType('tagStream: expected an object of options', options);
  }
  for (const [option, value] of Object.entries(options)) {
    if (option === 'name') {
      if (value !== undefined && typeof value !== 'string') {
        throw wrongType('tagStream: expected name to be a string', value);
      }
    } else if (option === 'maxLineBytes') {
      if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) > 0)) {
        throw wrongType('tagStream: expected maxLineBytes to be a whole number above 0', value);
      }
    } else {
      throw new TypeError(
        `tagStream: expected no option but name and maxLineBytes, found ${option}`,
      );
    }
  }
}
