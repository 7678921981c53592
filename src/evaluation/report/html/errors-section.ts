// Errors by kind, and the place where the page's script puts the error browser.
import { renderShareBar } from '../elements/interval-plot.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderInteger, renderShare } from '../elements/numbers.js';
import { renderTable } from '../elements/table.js';
import type { ReportSystem } from '../eval-report.js';
import type { Section } from './section.js';

type Errors = ReportSystem['errors'];

const KINDS = {
  missed: 'no predicted entity overlaps the gold one',
  invented: 'no gold entity overlaps the predicted one',
  'wrong type': 'right boundaries',
  'wrong boundary': 'right type',
  'wrong type and boundary': 'the entities overlap',
} as const;

export function errorsSection({ errors }: ReportSystem, systemIndex: number): Section {
  const total = Object.values(errors.counts).reduce((sum, count) => sum + count, 0);
  return {
    name: 'errors',
    title: 'Errors',
    body:
      total === 0
        ? html`<p class="verdict passed">Every entity is predicted as in the corpus.</p>\n`
        : html`${renderKinds(errors.counts, total)}<div class="error-browser" data-system="${systemIndex}">
${renderFrequent(errors.frequent)}<p class="note">The error browser needs JavaScript.</p>
</div>
`,
  };
}

function renderKinds(counts: Errors['counts'], total: number): Markup {
  const rows = (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => ({
    kind,
    count: counts[kind] ?? 0,
  }));
  const most = Math.max(...rows.map(({ count }) => count));
  type Row = (typeof rows)[number];
  return renderTable<Row>({
    kind: 'rows kinds',
    caption: 'Errors by kind',
    nameHeader: 'Kind',
    nameOf: ({ kind }) => html`${kind} <small>${KINDS[kind]}</small>`,
    columns: [
      { header: 'Errors', kind: 'number', cell: ({ count }) => renderInteger(count) },
      { header: 'Share', kind: 'number', cell: ({ count }) => renderShare(count, total) },
      { header: html``, kind: 'plotted', cell: ({ count }) => renderShareBar(count / most) },
    ],
    groups: [rows],
  });
}

/** As long as the script has not put its own list in its place. */
function renderFrequent(frequent: Errors['frequent']): Markup {
  const items = frequent.map(({ kind, goldType, predictedType, text, count }) => {
    const gold = goldType !== undefined && html`, gold ${isolated(goldType)}`;
    const predicted = predictedType !== undefined && html`, predicted ${isolated(predictedType)}`;
    return html`<li><span class="times">${renderInteger(count)} ×</span> ${isolated(text)}
<small>${kind}${gold}${predicted}</small></li>
`;
  });
  return html`<h3>Most frequent errors</h3>
<ol class="frequent">
${items}</ol>
`;
}
