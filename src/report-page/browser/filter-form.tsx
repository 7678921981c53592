// The filters of the error browser. Each choice says how many errors it would show.
import { renderInteger } from '../../evaluation/report/elements/numbers.js';
import { visibleText } from '../../evaluation/report/elements/visible-text.js';
import {
  type BrowserState,
  type ChangeState,
  ORDERS,
  type Order,
  type ShownSystem,
} from './browser-state.js';
import type { ChoiceCounts, Filters } from './filters.js';
import { KindChoices } from './kind-choices.js';
import { type Choice, Select } from './select.js';
import { shortened } from './shortened.js';

interface Props {
  readonly shown: ShownSystem;
  readonly state: BrowserState;
  readonly counts: ChoiceCounts;
  readonly onChange: ChangeState;
}

export function FilterForm({ shown, state, counts, onChange }: Props) {
  const { filters } = state;
  const filter = (changed: Partial<Filters>) =>
    onChange({ filters: { ...filters, ...changed }, page: 0 });
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="field search">
          <span>Search</span>
          <input
            type="search"
            value={filters.search}
            placeholder="Text of the sentence"
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => filter({ search: event.currentTarget.value })}
          />
        </label>
        <KindChoices
          chosen={filters.kinds}
          counts={counts.kinds}
          onChange={(kinds) => filter({ kinds })}
        />
        <Selects shown={shown} state={state} counts={counts} onChange={onChange} />
      </form>
    </search>
  );
}

function Selects({ shown: { system, other }, state, counts, onChange }: Props) {
  const { filters, order } = state;
  const filter = (changed: Partial<Filters>) =>
    onChange({ filters: { ...filters, ...changed }, page: 0 });
  const { gold, predicted, change } = filters;
  return (
    <div class="fields">
      <Select
        label="Gold type"
        choices={typeChoices(counts.gold, gold, 'none (invented)')}
        chosen={gold}
        onChange={(type) => filter({ gold: type })}
      />
      <Select
        label="Predicted type"
        choices={typeChoices(counts.predicted, predicted, 'none (missed)')}
        chosen={predicted}
        onChange={(type) => filter({ predicted: type })}
      />
      {other !== undefined && (
        <Select
          label="Against the other system"
          choices={changeChoices(counts.change)}
          chosen={change}
          onChange={(chosen) => filter({ change: chosen })}
        />
      )}
      {system.errors.some(({ confidence }) => confidence !== undefined) && (
        <Select
          label="Order"
          choices={ORDER_CHOICES}
          chosen={order}
          onChange={(chosen) => onChange({ order: chosen, page: 0 })}
        />
      )}
    </div>
  );
}

const ORDER_CHOICES = (Object.keys(ORDERS) as Order[]).map(
  (value): Choice<Order> => ({ value, label: ORDERS[value] }),
);

const labelOf = (name: string, count = 0) => `${name} (${renderInteger(count)})`;

const sumOf = (counts: ReadonlyMap<unknown, number>) =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** The chosen type is among them even if no error has it. */
function typeChoices(
  counts: ReadonlyMap<string | null, number>,
  chosen: string | null | undefined,
  none: string,
): Choice<string | null | undefined>[] {
  const found = new Set([...counts.keys(), ...(chosen === undefined ? [] : [chosen])]);
  const types = [...found].filter((type) => type !== null).sort();
  return [
    { value: undefined, label: labelOf('any', sumOf(counts)) },
    ...types.map((value) => ({
      value,
      label: labelOf(shortened(visibleText(value)), counts.get(value)),
    })),
    ...(found.has(null) ? [{ value: null, label: labelOf(none, counts.get(null)) }] : []),
  ];
}

function changeChoices(counts: ChoiceCounts['change']): Choice<'better' | 'worse' | undefined>[] {
  return [
    { value: undefined, label: labelOf('any', sumOf(counts)) },
    { value: 'worse', label: labelOf('worse sentence', counts.get('worse')) },
    { value: 'better', label: labelOf('better sentence', counts.get('better')) },
  ];
}
