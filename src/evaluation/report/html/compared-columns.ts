// Columns for a difference of F1: its size and interval, its p-value, whether it is significant.
import { SIGNIFICANCE_LEVEL } from '../../compare.js';
import { html } from '../elements/markup.js';
import { renderDifference, renderDifferenceInterval, renderPValue } from '../elements/numbers.js';
import type { Column } from '../elements/table.js';
import type { ReportComparison } from '../eval-report.js';

export type ComparedScores = ReportComparison['overall'];

export interface ComparedRow {
  readonly name: string;
  readonly isAverage: boolean;
  /** Absent if the two systems were not compared sentence by sentence. */
  readonly compared?: ComparedScores | undefined;
}

export const significanceColumns: readonly Column<ComparedRow>[] = [
  {
    header: 'p',
    kind: 'number',
    cell: ({ compared }) => (compared ? renderPValue(compared.pValue) : '–'),
  },
  {
    header: 'Significant',
    kind: 'significance',
    cell: ({ compared }) => {
      if (!compared) return '–';
      return compared.isSignificant ? html`<strong>yes</strong>` : 'no';
    },
  },
];

/** @param differenceOf used for rows that were not compared */
export const differenceColumn = <Row extends ComparedRow>(
  differenceOf: (row: Row) => number | undefined,
): Column<Row> => ({
  header: 'Difference',
  kind: 'number difference',
  cell: (row) => {
    if (row.compared) {
      const { difference, interval } = row.compared;
      const small = html`<small>${renderDifferenceInterval(interval)}</small>`;
      return html`${renderDifference(difference)} ${small}`;
    }
    const difference = differenceOf(row);
    return difference === undefined ? '–' : renderDifference(difference);
  },
});

/** Classes of a row: significant differences have the color of their direction. */
export function classOfCompared({ isAverage, compared }: ComparedRow): string {
  const direction = compared && compared.difference > 0 ? 'up' : 'down';
  const classes = [isAverage && 'average', compared?.isSignificant && direction];
  return classes.filter((name) => typeof name === 'string').join(' ');
}

export const pNote =
  'p is the share of shuffles of the two systems’ answers with a difference at least as large ' +
  `(approximate randomization). A difference is significant if p is below ${SIGNIFICANCE_LEVEL}.`;
