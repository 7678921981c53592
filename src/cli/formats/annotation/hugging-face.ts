// JSON Lines for the datasets of Hugging Face: the tokens of a sentence and their tags
// (https://huggingface.co/docs/transformers/tasks/token_classification).
import type { TagScheme } from '../../../corpora/tag-scheme.js';
import { entityTokens, tagsOf } from '../entity-tokens.js';
import type { PassageFormat } from '../format.js';
import { renderJson } from '../json.js';

export function createHuggingFaceFormat(scheme: TagScheme): PassageFormat {
  return {
    unit: 'passage',
    render: (tagged) =>
      entityTokens(tagged)
        .filter((parts) => parts.length > 0)
        .map((parts) => {
          const tokens = parts.map(({ token }) => token.text);
          return `${renderJson({ tokens, ner_tags: tagsOf(parts, scheme) })}\n`;
        })
        .join(''),
  };
}
