// The conventions of text in the metadata of a model file: "tokenizer_version" and "text".
import * as v from 'valibot';
import { FIRST_CONVENTIONS, type TextConventions } from '../../text/text-conventions.js';
import { tokenizerNames } from '../../text/tokenizers.js';
import type { CheckedFile } from './checked-file.js';

const FIRST_VERSION = '1';
const RECORDED_VERSION = '2';

/** From the second version on, the field "text" records the conventions. */
export const tokenizerVersions = [FIRST_VERSION, RECORDED_VERSION];

const textSchema = v.strictObject({
  tokenizer: v.picklist(tokenizerNames),
  wordForms: v.picklist([1, 2]),
  icu: v.optional(v.string()),
});

/** Models with the first conventions stay readable for older programs. */
export function conventionsFields(conventions = FIRST_CONVENTIONS): Record<string, string> {
  const { tokenizer, wordForms, icu } = conventions;
  if (tokenizer === FIRST_CONVENTIONS.tokenizer && wordForms === FIRST_CONVENTIONS.wordForms) {
    return { tokenizer_version: FIRST_VERSION };
  }
  return {
    tokenizer_version: RECORDED_VERSION,
    text: JSON.stringify({ tokenizer, wordForms, icu }),
  };
}

/** @param version one of those above */
export function conventionsOf(version: string, file: CheckedFile): TextConventions {
  return version === FIRST_VERSION ? FIRST_CONVENTIONS : file.field('text', textSchema);
}
