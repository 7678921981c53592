// Moves through the pages of examples.
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import { type ChangeState, PAGE_SIZE } from './browser-state.js';

interface Props {
  /** Errors on all pages. */
  readonly count: number;
  readonly page: number;
  readonly onChange: ChangeState;
}

export function Pager({ count, page, onChange }: Props) {
  const pageCount = Math.ceil(count / PAGE_SIZE);
  if (pageCount <= 1) return null;
  const turnTo = (event: Event, next: number) => {
    if (next < 0 || next >= pageCount) return;
    onChange({ page: next });
    if (event.currentTarget instanceof HTMLElement) {
      event.currentTarget.closest('.error-browser')?.querySelector('.found')?.scrollIntoView();
    }
  };
  return (
    <nav class="pager" aria-label="Pages of examples">
      <button type="button" aria-disabled={page === 0} onClick={(event) => turnTo(event, page - 1)}>
        ← Previous
      </button>
      <p>
        Page {renderInteger(page + 1)} of {renderInteger(pageCount)}
      </p>
      <button
        type="button"
        aria-disabled={page + 1 === pageCount}
        onClick={(event) => turnTo(event, page + 1)}
      >
        Next →
      </button>
    </nav>
  );
}
