// Scores of groups of entities: by what training knew of them, length, shape.
import { html } from '../elements/markup.js';
import type { ReportSystem } from '../eval-report.js';
import { renderScoreTable } from './score-table.js';
import type { Section } from './section.js';

export function breakdownsSection({ breakdowns }: ReportSystem): Section | undefined {
  const shown = breakdowns.filter(({ groups }) => groups.length > 0);
  if (shown.length === 0) return undefined;
  return {
    name: 'breakdowns',
    title: 'Breakdowns',
    body: html`${shown.map(({ name, groups }) => {
      const rows = groups.map((group) => ({ name: group.name, figures: group }));
      return html`<h3>${name[0].toUpperCase() + name.slice(1)}</h3>
${renderScoreTable(`Scores by ${name}`, 'Group', rows)}`;
    })}`,
  };
}
