// The most frequent errors as buttons that list their examples.
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import type { PageSystem } from '../../evaluation/report/html/page-data.js';
import type { BrowserState, ChangeState } from './browser-state.js';
import { type Filters, filtersOf, NO_FILTERS } from './filters.js';
import { shortened } from './shortened.js';
import { TypeLabel } from './type-label.js';

interface Props {
  readonly frequent: PageSystem['frequent'];
  readonly state: BrowserState;
  readonly onChange: ChangeState;
  /** An entry is chosen, or chosen no longer. */
  readonly onChoose: (filters: Filters) => void;
}

const SHOWN_AT_FIRST = 10;

export function FrequentErrors({ frequent, state, onChange, onChoose }: Props) {
  if (frequent.length === 0) return null;
  const { filters, showsAllFrequent } = state;
  const shown = showsAllFrequent ? frequent : frequent.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <h3>Most frequent errors</h3>
      <ol class="frequent">
        {shown.map((error) => {
          const isChosen = isEqual(filters, filtersOf(error));
          return (
            <li key={JSON.stringify(filtersOf(error))}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => onChoose(isChosen ? NO_FILTERS : filtersOf(error))}
              >
                <span class="times">{renderInteger(error.count)} ×</span>{' '}
                <bdi class="entity-text">{shortened(error.text)}</bdi>{' '}
                <small>
                  <TypeLabel side="gold" type={error.goldType} /> →{' '}
                  <TypeLabel side="predicted" type={error.predictedType} />
                </small>
              </button>
            </li>
          );
        })}
      </ol>
      {frequent.length > shown.length && (
        <button type="button" class="more" onClick={() => onChange({ showsAllFrequent: true })}>
          Show all {renderInteger(frequent.length)}
        </button>
      )}
    </>
  );
}

const isEqual = (a: Filters, b: Filters) =>
  a.entity === b.entity &&
  a.gold === b.gold &&
  a.predicted === b.predicted &&
  a.kinds.join() === b.kinds.join();
