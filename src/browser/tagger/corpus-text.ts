// The text of a corpus as a program has it.
import { wrongType } from '../../files/wrong-type.js';

/** A corpus in columns: text, or UTF-8 as a file has it. */
export type CorpusText = string | Uint8Array;

/** @throws TypeError for another type */
export function corpusBytes(text: CorpusText, method: string): Uint8Array {
  if (typeof text === 'string') return new TextEncoder().encode(text);
  if (text instanceof Uint8Array) return text;
  throw wrongType(`${method}: expected the text of a corpus, or its bytes`, text);
}
