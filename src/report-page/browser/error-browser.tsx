// The errors of one system: the most frequent ones, filters, and the examples that pass them.
import { useRef } from 'preact/hooks';
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import {
  type BrowserState,
  type ChangeState,
  inOrder,
  PAGE_SIZE,
  type ShownSystem,
} from './browser-state.js';
import { ErrorExample } from './error-example.js';
import { FilterForm } from './filter-form.js';
import { filterErrors, NO_FILTERS } from './filters.js';
import { FoundErrors } from './found-errors.js';
import { FrequentErrors } from './frequent-errors.js';
import { Pager } from './pager.js';

interface Props {
  readonly shown: ShownSystem;
  readonly state: BrowserState;
  readonly onChange: ChangeState;
}

export function ErrorBrowser({ shown, state, onChange }: Props) {
  const { system, tokensOf, textOf } = shown;
  const { filters, order, page } = state;
  const { errors, counts } = filterErrors(system.errors, filters, textOf);
  const first = page * PAGE_SIZE;
  const listed = inOrder(errors, order).slice(first, first + PAGE_SIZE);
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <FrequentErrors
        frequent={system.frequent}
        state={state}
        onChange={onChange}
        onChoose={(chosen) => {
          onChange({ filters: chosen, page: 0 });
          if (chosen !== NO_FILTERS) title.current?.focus();
        }}
      />
      <h3 class="examples-title" tabIndex={-1} ref={title}>
        Examples
      </h3>
      {system.errors.length < system.errorCount && (
        <p class="note">
          The report holds the first {renderInteger(system.errors.length)} of{' '}
          {renderInteger(system.errorCount)} errors.
        </p>
      )}
      <FilterForm shown={shown} state={state} counts={counts} onChange={onChange} />
      <FoundErrors
        count={errors.length}
        total={system.errors.length}
        state={state}
        onChange={onChange}
      />
      <ol class="examples" start={first + 1}>
        {listed.map((error) => (
          <ErrorExample
            key={system.errors.indexOf(error)}
            error={error}
            tokens={tokensOf(error)}
            corpus={shown.corpus}
          />
        ))}
      </ol>
      <Pager count={errors.length} page={page} onChange={onChange} />
    </>
  );
}
