// The four ways of SemEval-2013 to count an entity that is nearly right, and F1 under each policy
// for illegal tags.
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderFigure, renderInteger, renderQuantity } from '../elements/numbers.js';
import { type Column, renderScore, renderTable } from '../elements/table.js';
import type { ReportSystem } from '../eval-report.js';
import { FIGURES } from './score-table.js';
import type { Section } from './section.js';

type Modes = ReportSystem['modes'];
type ModeName = keyof Modes;
type ModeScores = Modes['strict']['overall'];
type Repairs = NonNullable<ReportSystem['repairs']>;

const MEANINGS: Readonly<Record<ModeName, string>> = {
  strict: 'both boundaries and the type',
  exact: 'both boundaries, any type',
  partial: 'some overlap, any type; half a point unless exact',
  type: 'some overlap and the type',
};
const MODES = Object.keys(MEANINGS) as ModeName[];

const POLICIES = {
  conlleval: 'reads them as the script does',
  discard: 'makes them O',
  begin: 'begins an entity with them',
} as const;

const COUNTS = [
  'correct',
  'incorrect',
  'partial',
  'missed',
  'spurious',
  'possible',
  'actual',
] as const;

export function modesSection({ modes, repairs }: ReportSystem): Section {
  const meanings = MODES.map((mode) => html`<div><dt>${mode}</dt><dd>${MEANINGS[mode]}</dd></div>`);
  return {
    name: 'modes',
    title: 'SemEval modes',
    body: html`<dl class="meanings">
${meanings}</dl>
${renderOutcomes(modes)}${renderTypes(modes)}${repairs && renderRepairs(repairs)}`,
  };
}

interface OutcomeRow {
  readonly name: string;
  readonly cell: (scores: ModeScores) => Markup | string;
}

function renderOutcomes(modes: Modes): Markup {
  const counts = COUNTS.map((count) => ({
    name: count,
    cell: (scores: ModeScores) => renderInteger(scores[count]),
  }));
  const figures = (['precision', 'recall', 'f1'] as const).map((figure) => ({
    name: FIGURES[figure],
    cell: (scores: ModeScores) => renderScore(scores[figure], scores.intervals?.[figure]),
  }));
  return renderTable<OutcomeRow>({
    kind: 'matrix modes',
    caption: 'Outcomes and scores by mode',
    nameHeader: 'Outcome',
    nameOf: ({ name }) => name,
    columns: modeColumns((mode, { cell }) => cell(modes[mode].overall)),
    groups: [counts, figures],
  });
}

function renderTypes(modes: Modes): Markup {
  const table = renderTable({
    kind: 'matrix modes',
    caption: 'F1 by mode and type',
    nameHeader: 'Type',
    nameOf: isolated,
    columns: modeColumns((mode, type: string) => renderF1(modes[mode].types, type)),
    groups: [Object.keys(modes.strict.types)],
  });
  return html`<details><summary>F1 by mode and type</summary>
${table}</details>
`;
}

const modeColumns = <Row>(cell: (mode: ModeName, row: Row) => Markup | string): Column<Row>[] =>
  MODES.map((mode) => ({ header: mode, kind: 'number', cell: (row) => cell(mode, row) }));

function renderF1(types: Readonly<Record<string, ModeScores>>, type: string): Markup | string {
  if (!Object.hasOwn(types, type)) return '–';
  const { f1, intervals } = types[type];
  return renderScore(f1, intervals?.f1);
}

function renderRepairs(repairs: Repairs): Markup {
  const policies = (['conlleval', 'discard', 'begin'] as const).map(
    (policy) => html`<div><dt>${policy} <span>${POLICIES[policy]}</span></dt>
<dd>${renderFigure(repairs[policy])}</dd></div>
`,
  );
  const sentences = renderQuantity(repairs.illegal, 'sentence');
  return html`<h3>Illegal tag sequences</h3>
<p>The predictions hold illegal tags, such as I-PER after O, in ${sentences}. F1 depends on how they
are repaired:</p>
<dl class="repairs">
${policies}</dl>
`;
}
