// What the training was made with: settings, files that it read, and how both differ from those of
// earlier trainings.
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderTable } from '../elements/table.js';
import type { Section } from '../html/section.js';
import type { EarlierReport } from './compared-trainings.js';
import type { TrainingReport } from './training-report.js';

type Values = Readonly<Record<string, string>>;

export const settingsSection = ({ settings }: TrainingReport): Section => ({
  name: 'settings',
  title: 'Settings',
  body: renderValues('Settings', settings),
});

export const provenanceSection = ({ provenance }: TrainingReport): Section => ({
  name: 'provenance',
  title: 'Provenance',
  body: renderValues('Provenance', provenance),
});

const renderValues = (caption: string, values: Values): Markup =>
  renderTable<readonly [string, string]>({
    kind: 'values',
    caption,
    nameHeader: 'Name',
    nameOf: ([name]) => isolated(name),
    columns: [{ header: 'Value', kind: 'value', cell: ([, value]) => isolated(value) }],
    groups: [Object.entries(values)],
  });

/** Undefined without an earlier training. */
export function differencesSection(
  report: TrainingReport,
  earlier: readonly EarlierReport[],
): Section | undefined {
  if (earlier.length === 0) return undefined;
  return {
    name: 'differences',
    title: 'Differences',
    body: html`${earlier.map((other) => renderDifferences(report, other))}`,
  };
}

function renderDifferences(report: TrainingReport, { name, report: other }: EarlierReport): Markup {
  const [now, before] = [report, other].map(({ settings, provenance, program }) => ({
    ...settings,
    ...provenance,
    program: `${program.name} ${program.version}`,
  }));
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter(
    (each) => ownValue(now, each) !== ownValue(before, each),
  );
  const heading = html`<h3>Against ${isolated(name)}</h3>
`;
  if (names.length === 0) {
    return html`${heading}<p>Settings and files are the same.</p>
`;
  }
  const column = (header: string, values: Values) => ({
    header,
    kind: 'value',
    cell: (each: string) => isolated(ownValue(values, each) ?? 'none'),
  });
  return html`${heading}${renderTable<string>({
    kind: 'values',
    caption: `Settings and files that differ from those of ${name}`,
    nameHeader: 'Name',
    nameOf: (each) => isolated(each),
    columns: [column('Now', now), column('Before', before)],
    groups: [names],
  })}`;
}

/** A name may be that of a property of every object. */
const ownValue = (values: Values, name: string) =>
  Object.hasOwn(values, name) ? values[name] : undefined;
