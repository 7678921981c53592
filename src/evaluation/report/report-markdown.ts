// The evaluation report as Markdown, for the summary of a CI job.
import type { EvalReport, ReportError, ReportRow, ReportSystem } from './eval-report.js';

// GitHub accepts 1 MiB for a step; longer summaries are not read.
const MOST_BYTES = 64 * 1024;

// More rows than this could fill the summary alone.
const MOST_TYPES = 100;

const marks = { passed: '✅', failed: '❌', 'not comparable': '⚠️' } as const;

export function renderMarkdownReport(report: EvalReport): string {
  const { corpus, systems, gates, comparison, baseline } = report;
  const [system] = systems;
  const parts = [
    `### tagger eval: ${code(system.name)} on ${code(corpus.name)}`,
    ...(gates.length > 0
      ? [gates.map(({ outcome, message }) => `- ${marks[outcome]} ${text(message)}`).join('\n')]
      : []),
    renderScores(system, baseline),
    ...(system.calibration
      ? [`Expected calibration error ${system.calibration.expectedError.toFixed(2)}%.`]
      : []),
    ...(report.spread ? [renderSpread(report)] : []),
    ...(comparison
      ? [
          `F1 ${signed(comparison.overall.difference)} against ${code(comparison.other.name)}, p = ${comparison.overall.pValue.toFixed(4)}: ${comparison.overall.isSignificant ? 'significant' : 'not significant'}.`,
        ]
      : []),
  ];
  const head = `${parts.join('\n\n')}\n`;
  return head + renderErrors(system, corpus.name, MOST_BYTES - Buffer.byteLength(head));
}

function renderScores(
  { types, overall, macro, tokens }: ReportSystem,
  baseline: EvalReport['baseline'],
): string {
  const change = (row: Pick<ReportRow, 'f1'>, before: ReportRow | undefined) =>
    baseline === undefined ? [] : [before === undefined ? '' : signed(row.f1 - before.f1)];
  const cells = (name: string, row: ReportRow, before: ReportRow | undefined) => [
    name,
    ...[row.precision, row.recall, row.f1].map((value) => value.toFixed(2)),
    ...change(row, before),
    ...[row.gold, row.predicted, row.correct].map(String),
  ];
  const header = [
    '',
    'precision',
    'recall',
    'F1',
    ...(baseline ? ['change'] : []),
    'gold',
    'predicted',
    'correct',
  ];
  const shown = Object.entries(types).slice(0, MOST_TYPES);
  const rows = [
    ...shown.map(([type, row]) => cells(text(shorten(type)), row, typeOf(baseline, type))),
    cells('**all**', overall, baseline?.overall),
  ];
  const lines = [header, header.map((_, index) => (index === 0 ? '---' : '---:')), ...rows];
  const table = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
  const rest = Object.keys(types).length - shown.length;
  const more = rest > 0 ? `\n\n${rest} more types.` : '';
  return `${table}${more}\n\nmacro F1 ${macro.f1.toFixed(2)}, token accuracy ${tokens.accuracy.toFixed(2)}%`;
}

const typeOf = (baseline: EvalReport['baseline'], type: string) =>
  baseline && Object.hasOwn(baseline.types, type) ? baseline.types[type] : undefined;

function renderSpread({ systems, spread }: EvalReport): string {
  const list = systems.map(({ name, overall }) => `${code(name)} ${overall.f1.toFixed(2)}`);
  const mean = spread?.overall.mean.toFixed(2);
  const deviation = spread?.overall.standardDeviation.toFixed(2);
  return `F1 of ${systems.length} systems: ${mean} ± ${deviation} (${list.join(', ')})`;
}

/** The first errors that fit, and the number of the others. */
function renderErrors({ errors }: ReportSystem, corpus: string, room: number): string {
  const total = Object.values(errors.counts).reduce((sum, count) => sum + (count ?? 0), 0);
  if (total === 0) return '\nNo errors.\n';
  const kinds = Object.entries(errors.counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
  const open = `\n<details><summary>${total} errors: ${kinds}</summary>\n\n| line | error | gold | predicted |\n| ---: | --- | --- | --- |\n`;
  const close = (rest: number) => `${rest > 0 ? `\n${rest} more errors.\n` : ''}\n</details>\n`;
  let [left, rows, shown] = [room - Buffer.byteLength(open) - 200, '', 0];
  for (const error of errors.examples) {
    const row = renderErrorRow(error, corpus);
    left -= Buffer.byteLength(row);
    if (left < 0) break;
    rows += row;
    shown++;
  }
  return `${open}${rows}${close(total - shown)}`;
}

function renderErrorRow({ kind, line, gold, predicted }: ReportError, corpus: string): string {
  const entity = (side: ReportError['gold']) =>
    side === undefined ? '' : `${text(shorten(side.text))} (${text(shorten(side.type))})`;
  return `| ${text(corpus)}:${line} | ${kind} | ${entity(gold)} | ${entity(predicted)} |\n`;
}

const LONGEST_ENTITY = 80;

const shorten = (value: string) =>
  value.length <= LONGEST_ENTITY ? value : `${[...value].slice(0, LONGEST_ENTITY).join('')}…`;

/** Text that Markdown shows as it is, on one line. */
function text(value: string): string {
  return value
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~@]/g, (character) => `\\${character}`);
}

/** Text in the typeface of code. */
const code = (value: string) => `\`${value.replaceAll(/[`\s]+/gu, ' ')}\``;

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
