// Text of UTF-8 bytes that is needed as a whole.
import { InputError } from '../errors.js';

/**
 * The text of the chunks, piece by piece, with line ends and byte order mark as they stand.
 *
 * @param path names the file in errors
 * @throws InputError for bytes that are not UTF-8
 */
export function* decodeUtf8(chunks: Iterable<Uint8Array>, path: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (Object(error).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new InputError(`${path}: expected UTF-8 text, found other bytes`);
  }
}
