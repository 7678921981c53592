// Scores of groups of entities: by what training knew of them, length, shape.
import { BREAKDOWNS, UNKNOWN_TRAINING } from '../../breakdowns.js';
import { html, type Markup } from '../elements/markup.js';
import type { ReportSystem } from '../eval-report.js';
import { renderScoreTable } from './score-table.js';
import type { Section } from './section.js';

export function breakdownsSection({
  breakdowns,
  trainingEntities,
}: ReportSystem): Section | undefined {
  const shown = breakdowns.filter(({ groups }) => groups.length > 0);
  const isUnknown = trainingEntities === 'not known';
  if (shown.length === 0 && !isUnknown) return undefined;
  return {
    name: 'breakdowns',
    title: 'Breakdowns',
    body: html`${isUnknown && renderUnknown()}${shown.map(({ name, groups }) => {
      const rows = groups.map((group) => ({ name: group.name, figures: group }));
      return html`${renderHeading(name)}${renderScoreTable(`Scores by ${name}`, 'Group', rows)}`;
    })}`,
  };
}

const renderHeading = (name: string): Markup =>
  html`<h3>${name[0].toUpperCase() + name.slice(1)}</h3>
`;

const renderUnknown = (): Markup =>
  html`${renderHeading(BREAKDOWNS.familiarity.name)}<p>This is ${UNKNOWN_TRAINING}.</p>
`;
