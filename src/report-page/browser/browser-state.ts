// What the error browser shows: it is drawn anew from this after each change.
import type { PageError, PageSystem } from '../../evaluation/report/html/page-data.js';
import { type Filters, NO_FILTERS } from './filters.js';

export const PAGE_SIZE = 50;

export const ORDERS = {
  corpus: 'by line',
  confident: 'most confident',
} as const;

export type Order = keyof typeof ORDERS;

export interface BrowserState {
  readonly filters: Filters;
  readonly order: Order;
  /** Counted from 0. */
  readonly page: number;
  /** Whether the whole list of frequent errors is shown. */
  readonly showsAllFrequent: boolean;
}

export const INITIAL_STATE: BrowserState = {
  filters: NO_FILTERS,
  order: 'corpus',
  page: 0,
  showsAllFrequent: false,
};

/** Draws the error browser with a part of its state changed. */
export type ChangeState = (change: Partial<BrowserState>) => void;

export interface ShownSystem {
  readonly system: PageSystem;
  readonly corpus: string;
  readonly other: string | undefined;
  readonly tokensOf: (error: PageError) => readonly string[];
  /** In lower case. */
  readonly textOf: (error: PageError) => string;
}

/** Errors without a confidence come last; equal ones keep their order. */
export function inOrder(errors: readonly PageError[], order: Order): readonly PageError[] {
  if (order === 'corpus') return errors;
  return errors.toSorted((a, b) => (b.confidence ?? -1) - (a.confidence ?? -1));
}
