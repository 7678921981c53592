// The text without its entities: [PER] or a numbered stand-in is in the place of each.
import type { RedactText } from '../../redaction/redact-text.js';
import type { LineFormat } from './format.js';

export function createRedactFormat(redactText: RedactText): LineFormat {
  return {
    unit: 'line',
    repeatsSource: true,
    keepsElements: true,
    render: ({ text, end }, entities, file) =>
      redactText(text, entities, file !== undefined && end === '') + end,
    startRecord: () => ({
      write: (piece, entities) => redactText(piece, entities, true),
      finish: (end) => [end],
    }),
  };
}
