// The first system against a baseline, an earlier report.
import { percentPlot, renderPlot, renderPlotAxis } from '../elements/interval-plot.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderScore, renderTable } from '../elements/table.js';
import type { EvalReport, ReportRow, ReportSystem } from '../eval-report.js';
import {
  type ComparedRow,
  classOfCompared,
  differenceColumn,
  pNote,
  significanceColumns,
} from './compared-columns.js';
import { renderChecksum } from './page-header.js';
import { plottedF1 } from './score-table.js';
import type { Section } from './section.js';

type Baseline = NonNullable<EvalReport['baseline']>;

interface BaselineRow extends ComparedRow {
  readonly now: ReportRow | undefined;
  readonly before: ReportRow | undefined;
}

export function baselineSection({ baseline, corpus, systems }: EvalReport): Section | undefined {
  if (baseline === undefined) return undefined;
  const isSameCorpus = baseline.corpusSha256 === corpus.sha256;
  const note =
    baseline.comparison &&
    html`<p class="note">${pNote}</p>
`;
  return {
    name: 'baseline',
    title: 'Baseline',
    body: html`<p>F1 now (filled) and in the baseline ${isolated(baseline.name)} (hollow).</p>
${!isSameCorpus && renderWarning(baseline)}${renderRows(rowsOf(systems[0], baseline))}${note}`,
  };
}

const renderWarning = ({ corpusSha256 }: Baseline): Markup =>
  html`<p class="verdict failed">The baseline was measured on another corpus
(SHA-256 ${renderChecksum(corpusSha256)}), so the scores cannot be compared.</p>
`;

function rowsOf(now: ReportSystem, before: Baseline): BaselineRow[] {
  const { comparison } = before;
  const types = new Set([...Object.keys(now.types), ...Object.keys(before.types)]);
  return [
    {
      name: 'Micro',
      isAverage: true,
      now: now.overall,
      before: before.overall,
      compared: comparison?.overall,
    },
    ...[...types].sort().map((name) => ({
      name,
      isAverage: false,
      now: ownValue(now.types, name),
      before: ownValue(before.types, name),
      compared: comparison && ownValue(comparison.types, name),
    })),
  ];
}

/** A type may have the name of a property of every object. */
const ownValue = <Value>(values: Readonly<Record<string, Value>>, name: string) =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function renderRows(rows: readonly BaselineRow[]): Markup {
  const scores = rows
    .flatMap(({ now, before }) => [now, before])
    .filter((row) => row !== undefined);
  const plot = percentPlot(scores.map(plottedF1));
  const isCompared = rows.some(({ compared }) => compared);
  return renderTable<BaselineRow>({
    kind: 'rows compared',
    caption: 'F1 now and in the baseline by type',
    nameHeader: 'Type',
    nameOf: ({ name }) => isolated(name),
    columns: [
      { header: 'Now', kind: 'number', cell: ({ now }) => renderF1(now) },
      { header: 'Baseline', kind: 'number', cell: ({ before }) => renderF1(before) },
      differenceColumn(({ now, before }) => now && before && now.f1 - before.f1),
      ...(isCompared ? significanceColumns : []),
      {
        header: renderPlotAxis(plot, 'F1'),
        kind: 'plotted',
        cell: ({ now, before }) =>
          now && renderPlot(plot, { ...plottedF1(now), reference: before?.f1 }),
      },
    ],
    groups: [rows],
    classOf: classOfCompared,
  });
}

const renderF1 = (row: ReportRow | undefined) =>
  row === undefined ? 'absent' : renderScore(row.f1, row.intervals?.f1);
