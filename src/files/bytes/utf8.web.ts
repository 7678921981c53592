// UTF-8 by the functions of the web, whose decoder refuses shared memory: copies are decoded.
import type * as node from './utf8.js';

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(new Uint8Array(bytes));
    return true;
  } catch {
    return false;
  }
}

export const decodeUtf8: typeof node.decodeUtf8 = (bytes) => lenient.decode(new Uint8Array(bytes));
