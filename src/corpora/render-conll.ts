// Labeled sentences as CoNLL columns.
import type { LabeledSentence } from './conll.js';
import { renderTags } from './tags.js';

/** Rows of a token and its IOB2 tag; the blank line after the sentence is the caller's. */
export function renderConllRows({ tokens, spans }: LabeledSentence): string {
  const tags = renderTags(spans, tokens.length, 'IOB2');
  return tokens.map((token, index) => `${token} ${tags[index]}\n`).join('');
}
