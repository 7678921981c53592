// Corpora from their text.
import {
  type CheckedCorpus,
  type CorpusOptions,
  parseCorpus,
} from '../../src/checks/parse-corpus.js';

export function parsed(
  content: string | Uint8Array,
  path = 'f.conll',
  options: CorpusOptions = {},
): CheckedCorpus {
  return parseCorpus(Buffer.from(content as string), path, options);
}

/** Rows of a token and O. */
export function plainRows(...tokens: string[]): string {
  return tokens.map((token) => `${token} O\n`).join('');
}
