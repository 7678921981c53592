// What a model assumes about text: how it is cut into tokens, and the forms of words.
import type { TokenizerName } from './tokenizers.js';
import type { WordFormVersion } from './word-form.js';

export interface TextConventions {
  readonly tokenizer: TokenizerName;
  readonly wordForms: WordFormVersion;
  /** The version of ICU whose dictionaries cut the corpus, if a tokenizer used them. */
  readonly icu?: string;
}

/** Those of models that record none. */
export const FIRST_CONVENTIONS: TextConventions = { tokenizer: 'words', wordForms: 1 };
