// The legend of the page: the types with their counts, and the filters that its script shows.
import { html, isolated, type Markup } from '../../../evaluation/report/elements/markup.js';
import { renderInteger } from '../../../evaluation/report/elements/numbers.js';

export interface LegendRow {
  readonly type: string;
  readonly times: number;
  readonly color: number;
}

/** Without a script, only the counts are visible. */
export function renderLegend(rows: readonly LegendRow[]): Markup {
  const found = rows.filter(({ times }) => times > 0);
  return html`<aside class="counts" aria-label="Counts">
<ul>${found.map(({ type, times }) => html`<li>${isolated(type)} ${renderInteger(times)}</li>`)}</ul>
</aside>
<search class="filter" hidden><form class="filters">
<fieldset class="kinds"><legend>Entities</legend>
${found.length === 0 ? html`<p>No entity was found.</p>` : found.map(renderType)}</fieldset>
<label class="field search"><span>Search</span>
<input type="search" placeholder="Text of a line" spellcheck="false" autocomplete="off"></label>
<label class="pill only"><input type="checkbox" class="only-entities"> Only lines with entities</label>
<p class="found" role="status"></p>
</form></search>
`;
}

const renderType = ({ type, times, color }: LegendRow): Markup =>
  html`<label class="pill type-choice t${color}"><input type="checkbox" class="type" value="${type}" checked> ${isolated(type)} <span class="times">${renderInteger(times)}</span></label>
`;
