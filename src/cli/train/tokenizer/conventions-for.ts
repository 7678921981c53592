// How a new model reads text.
import { versions } from 'node:process';
import type { TextConventions } from '../../../text/text-conventions.js';
import { type TokenizerName, usesIcu } from '../../../text/tokenizers.js';
import { WORD_FORM_VERSION, type WordFormVersion } from '../../../text/word-form.js';

/** @param wordForms those of a base model */
export function conventionsFor(
  tokenizer: TokenizerName,
  wordForms: WordFormVersion = WORD_FORM_VERSION,
): TextConventions {
  return { tokenizer, wordForms, ...(usesIcu(tokenizer) && { icu: versions.icu }) };
}
