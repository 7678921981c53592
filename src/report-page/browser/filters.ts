// Which errors the reader asks for, and how many each choice would show.
import type { ErrorChange, PageError } from '../../evaluation/report/html/page-data.js';

export type ErrorKind = PageError['kind'];
export interface FrequentError {
  readonly kind: ErrorKind;
  readonly goldType?: string | undefined;
  readonly predictedType?: string | undefined;
  readonly text: string;
}

export interface Filters {
  /** None stands for all. */
  readonly kinds: readonly ErrorKind[];
  /** A type, null for no entity, undefined for any. */
  readonly gold: string | null | undefined;
  readonly predicted: string | null | undefined;
  /** The text of the gold entity, or of the predicted one if there is no gold entity. */
  readonly entity: string | undefined;
  readonly change: ErrorChange | undefined;
  /** Part of the sentence, in upper or lower case. */
  readonly search: string;
}

export const NO_FILTERS: Filters = {
  kinds: [],
  gold: undefined,
  predicted: undefined,
  entity: undefined,
  change: undefined,
  search: '',
};

/** For each choice of a filter, how many errors pass all the other filters. */
export interface ChoiceCounts {
  readonly kinds: ReadonlyMap<ErrorKind, number>;
  readonly gold: ReadonlyMap<string | null, number>;
  readonly predicted: ReadonlyMap<string | null, number>;
  readonly change: ReadonlyMap<ErrorChange | undefined, number>;
}

export interface FilteredErrors {
  readonly errors: readonly PageError[];
  readonly counts: ChoiceCounts;
}

type Choice = keyof ChoiceCounts;

/** @param textOf the sentence of an error in lower case */
export function filterErrors(
  errors: readonly PageError[],
  filters: Filters,
  textOf: (error: PageError) => string,
): FilteredErrors {
  const counts = {
    kinds: new Map<ErrorKind, number>(),
    gold: new Map<string | null, number>(),
    predicted: new Map<string | null, number>(),
    change: new Map<ErrorChange | undefined, number>(),
  };
  const count = (choice: Choice, { kind, gold, predicted, change }: PageError) => {
    if (choice === 'kinds') increment(counts.kinds, kind);
    if (choice === 'gold') increment(counts.gold, gold?.type ?? null);
    if (choice === 'predicted') increment(counts.predicted, predicted?.type ?? null);
    if (choice === 'change') increment(counts.change, change);
  };
  const search = filters.search.trim().toLowerCase();
  const shown = errors.filter((error) => {
    if (!isAbout(error, filters.entity) || !textOf(error).includes(search)) return false;
    const failed = failedChoices(error, filters);
    if (failed.length === 0) for (const choice of CHOICES) count(choice, error);
    if (failed.length === 1) count(failed[0], error);
    return failed.length === 0;
  });
  return { errors: shown, counts };
}

const CHOICES: readonly Choice[] = ['kinds', 'gold', 'predicted', 'change'];

function failedChoices(error: PageError, filters: Filters): Choice[] {
  const { kinds, gold, predicted, change } = filters;
  const failed: Choice[] = [];
  if (kinds.length > 0 && !kinds.includes(error.kind)) failed.push('kinds');
  if (gold !== undefined && gold !== (error.gold?.type ?? null)) failed.push('gold');
  if (predicted !== undefined && predicted !== (error.predicted?.type ?? null)) {
    failed.push('predicted');
  }
  if (change !== undefined && change !== error.change) failed.push('change');
  return failed;
}

const isAbout = ({ gold, predicted }: PageError, entity: string | undefined) =>
  entity === undefined || (gold ?? predicted)?.text === entity;

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Filters that leave the errors counted by an entry of the list of frequent errors. */
export const filtersOf = ({ kind, goldType, predictedType, text }: FrequentError): Filters => ({
  ...NO_FILTERS,
  kinds: [kind],
  gold: goldType ?? null,
  predicted: predictedType ?? null,
  entity: text,
});
