// Corpora from their text.
import { type Check, runChecks } from '../../src/checks/check.js';
import type { CheckedCorpus } from '../../src/checks/corpus/checked-corpus.js';
import { type CorpusOptions, parseCorpus } from '../../src/checks/corpus/parse-corpus.js';
import type { Finding } from '../../src/checks/finding.js';

export function parsed(
  content: string | Uint8Array,
  path = 'f.conll',
  options: CorpusOptions = {},
): CheckedCorpus {
  return parseCorpus({ path, chunks: () => [Buffer.from(content as string)] }, options);
}

/** The findings of one check. */
export const findingsOf = (check: Check, corpora: readonly CheckedCorpus[]): readonly Finding[] =>
  runChecks([check], corpora).flat();

/** Rows of a token and O. */
export function plainRows(...tokens: string[]): string {
  return tokens.map((token) => `${token} O\n`).join('');
}
