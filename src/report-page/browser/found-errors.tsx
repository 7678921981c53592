// How many errors pass the filters, and the ways to undo a filter.
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import type { BrowserState, ChangeState } from './browser-state.js';
import { NO_FILTERS } from './filters.js';
import { shortened } from './shortened.js';

interface Props {
  readonly count: number;
  readonly total: number;
  readonly state: BrowserState;
  readonly onChange: ChangeState;
}

export function FoundErrors({ count, total, state, onChange }: Props) {
  const { filters } = state;
  const removeEntity = (event: Event) => {
    // The button with the focus is about to disappear.
    if (event.currentTarget instanceof HTMLElement) {
      event.currentTarget.closest('.error-browser')?.querySelector('input')?.focus();
    }
    onChange({ filters: { ...filters, entity: undefined }, page: 0 });
  };
  return (
    <div class="found">
      <p role="status">{foundText(count, total)}</p>
      {filters.entity !== undefined && (
        <button type="button" class="chip" onClick={removeEntity}>
          Entity <bdi>{shortened(filters.entity)}</bdi> <span aria-hidden="true">✕</span>
          <span class="visually-hidden">, remove this filter</span>
        </button>
      )}
      <button type="button" class="more" onClick={() => onChange({ filters: NO_FILTERS, page: 0 })}>
        Clear filters
      </button>
    </div>
  );
}

function foundText(count: number, total: number): string {
  if (count === 0) return 'No error passes the filters.';
  if (count === total) return total === 1 ? '1 error' : `${renderInteger(total)} errors`;
  return `${renderInteger(count)} of ${renderInteger(total)} errors`;
}
