// The types of --only, which must be known.
import { renderChoiceSuggestion } from '../flags/suggest.js';
import { UsageError } from '../flags/usage-error.js';

/** @throws UsageError for a type that no entity can have */
export function checkOnly(only: readonly string[], known: readonly string[]): void {
  const stranger = only.find((type) => !known.includes(type));
  if (stranger === undefined) return;
  const hint = renderChoiceSuggestion(stranger, known);
  const types = [...known].sort().join(', ');
  throw new UsageError(`--only: expected some of ${types}, found ${stranger}${hint}`, 'tag');
}
