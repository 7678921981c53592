// UTF-8 by the functions of the web.
import type * as node from './utf8.js';

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export const isUtf8: typeof node.isUtf8 = (bytes) => {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** A copy is decoded, because a decoder refuses shared memory. */
export const decodeUtf8: typeof node.decodeUtf8 = (bytes) => lenient.decode(new Uint8Array(bytes));
