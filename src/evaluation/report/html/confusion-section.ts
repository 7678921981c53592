// The confusion matrix as a heat map: gold types in rows, predicted types in columns, invented
// entities in the last row, missed ones in the last column.
import { scaleQuantize } from 'd3-scale';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderInteger } from '../elements/numbers.js';
import type { ReportSystem } from '../eval-report.js';
import type { Section } from './section.js';

type Counts = ReportSystem['confusion']['counts'];

const LEVELS = [1, 2, 3, 4, 5, 6];
// With more types the cells are small.
const MANY_TYPES = 12;

export function confusionSection({ confusion }: ReportSystem): Section | undefined {
  const { types, counts } = confusion;
  if (types.length === 0) return undefined;
  return {
    name: 'confusion',
    title: 'Confusion',
    body: html`<p>Rows are gold types, columns are predicted types, whatever the boundaries.
<span class="hint" hidden>Choose a cell to list its errors below; the arrow keys move between
cells.</span></p>
<div class="scroll" role="region" aria-label="Confusion matrix" tabindex="0">
${renderMatrix(types, counts)}</div>
${renderLegend()}`,
  };
}

function renderMatrix(types: readonly string[], counts: Counts): Markup {
  const kind = types.length > MANY_TYPES ? 'confusion small' : 'confusion';
  const headers = types.map((type) => html`<th scope="col"><span>${isolated(type)}</span></th>`);
  const levelOfError = errorScale(counts);
  const rows = counts.map((row, index) => {
    const isInvented = index === types.length;
    const name = isInvented ? 'invented' : isolated(types[index]);
    return html`<tr${isInvented && html` class="outside"`}><th scope="row"><span>${name}</span></th>
${renderCells(row, index, levelOfError)}</tr>
`;
  });
  return html`<table class="${kind}">
<caption>Pairs of gold and predicted entities by type</caption>
<thead><tr><th scope="col" class="corner"><span>gold ↓</span> <span>predicted →</span></th>
${headers}<th scope="col" class="outside"><span>missed</span></th></tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

function renderCells(
  row: readonly number[],
  rowIndex: number,
  levelOfError: (count: number) => number,
): Markup[] {
  const levelOfShare = scaleQuantize([0, 1], LEVELS);
  const total = row.reduce((sum, count) => sum + count, 0);
  const last = row.length - 1;
  return row.map((count, column) => {
    if (column === last && rowIndex === last) return html`<td class="void"></td>`;
    if (count === 0) return html`<td class="none">·</td>`;
    if (column === rowIndex) {
      return html`<td class="right heat-${levelOfShare(count / total)}">${renderInteger(count)}</td>`;
    }
    const place = html`data-row="${rowIndex}" data-column="${column}"`;
    return html`<td class="wrong heat-${levelOfError(count)}" ${place}>${renderInteger(count)}</td>`;
  });
}

/** Levels by the root of the count, so that a few large cells do not make all others look alike. */
function errorScale(counts: Counts): (count: number) => number {
  const errors = counts.map((row, index) => Math.max(...row.filter((_, other) => other !== index)));
  const scale = scaleQuantize([0, Math.sqrt(Math.max(1, ...errors))], LEVELS);
  return (count) => scale(Math.sqrt(count));
}

const renderLegend = (): Markup => html`<p class="legend">
<span><span>Right type, share of row</span> ${renderScale('right')}</span>
<span><span>Errors, by count</span> ${renderScale('wrong')}</span></p>
`;

const renderScale = (kind: string): Markup =>
  html`<span class="scale" aria-hidden="true">${LEVELS.map(
    (level) => html`<i class="${kind} heat-${level}"></i>`,
  )}</span>`;
