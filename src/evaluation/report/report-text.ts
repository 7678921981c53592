// The evaluation report as plain text, in tables that fit 80 columns.
import { BREAKDOWNS, UNKNOWN_TRAINING } from '../breakdowns.js';
import { renderPercent } from './conlleval.js';
import type { EvalReport, ReportComparison, ReportRow, ReportSystem } from './eval-report.js';
import { renderSuspects } from './suspects-text.js';

type Figures = Pick<ReportRow, 'precision' | 'recall' | 'f1' | 'intervals'>;

export function renderTextReport(report: EvalReport): string {
  const { corpus, systems, spread, comparison, gates } = report;
  const heading = `${corpus.name}: ${corpus.sentences} sentences, ${corpus.tokens} tokens, ${corpus.entities} entities`;
  const sections = [
    [heading],
    ...(spread ? [renderSystems(report)] : []),
    ...systems.slice(0, 1).flatMap((system) => renderSystem(system, corpus.name)),
    ...(comparison ? [renderComparison(systems[0].name, comparison)] : []),
    ...(gates.length > 0 ? [gates.map(({ outcome, message }) => `${outcome}: ${message}`)] : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** F1 of each system, and their spread. */
export function renderSystems({ systems, spread }: EvalReport): string[] {
  const width = Math.max(...systems.map(({ name }) => name.length), 18);
  const lines = systems.map(
    ({ name, overall }) => `${name.padEnd(width)} ${renderPercent(overall.f1)}`,
  );
  const rows = [
    ['mean', spread?.overall.mean],
    ['standard deviation', spread?.overall.standardDeviation],
  ] as const;
  const summary = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(width)} ${renderPercent(value)}`],
  );
  return [`${'system'.padEnd(width)} ${'F1'.padStart(6)}`, ...lines, ...summary];
}

/** @param corpus the name that lines are given with */
function renderSystem(system: ReportSystem, corpus: string): string[][] {
  const { name, tokens, overall, macro, weighted, types, modes, breakdowns, errors } = system;
  const header = `${''.padEnd(26)}precision recall     F1   gold predicted correct`;
  const rows = [
    ...Object.entries(types).map(([type, row]) => renderRow(type, row)),
    renderRow('micro average', overall),
    renderFigures('macro average', macro),
    renderFigures('weighted average', weighted),
  ];
  const modeRows = Object.entries(modes).map(([mode, row]) =>
    renderRow(mode, {
      ...row.overall,
      gold: row.overall.possible,
      predicted: row.overall.actual,
    }),
  );
  const kinds = Object.entries(errors.counts).filter(([, count]) => count !== undefined);
  return [
    [`${name}: token accuracy ${renderPercent(tokens.accuracy).trim()}%`, header, ...rows],
    ['SemEval-2013 modes', header, ...modeRows],
    ...(system.trainingEntities === 'not known'
      ? [[`by ${BREAKDOWNS.familiarity.name}`, UNKNOWN_TRAINING]]
      : []),
    ...breakdowns.map(({ name: title, groups }) => [
      `by ${title}`,
      header,
      ...groups.map((group) => renderRow(group.name, group)),
    ]),
    ['errors', ...kinds.map(([kind, count]) => `${kind.padEnd(26)}${String(count).padStart(6)}`)],
    ...(system.repairs ? [renderRepairs(system.repairs)] : []),
    ...(system.calibration ? [renderCalibration(system.calibration)] : []),
    ...(system.suspects ? [renderSuspects(system.suspects, corpus)] : []),
  ];
}

function renderRow(
  name: string,
  row: Figures & { gold: number; predicted: number; correct: number },
): string {
  const counts = [
    String(row.gold).padStart(7),
    String(row.predicted).padStart(10),
    String(row.correct).padStart(8),
  ];
  return `${renderFigures(name, row)}${counts.join('')}`;
}

function renderFigures(name: string, { precision, recall, f1 }: Figures): string {
  const [p, r, f] = [precision, recall, f1].map(renderPercent);
  return `${name.padEnd(26)}   ${p} ${r} ${f}`;
}

function renderRepairs({
  illegal,
  conlleval,
  discard,
  begin,
}: NonNullable<ReportSystem['repairs']>): string[] {
  const policies = Object.entries({ conlleval, discard, begin });
  return [
    `F1 by repair of the illegal tags in ${illegal} ${illegal === 1 ? 'sentence' : 'sentences'}`,
    ...policies.map(([policy, f1]) => `${policy.padEnd(26)}${renderPercent(f1)}`),
  ];
}

/** The bins that are not empty, with the share of correct entities drawn as a bar. */
function renderCalibration({
  expectedError,
  bins,
}: NonNullable<ReportSystem['calibration']>): string[] {
  const rows = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count, confidence, correct }) => {
      const range = `${from.toFixed(0)} to ${to.toFixed(0)}`;
      const figures = [confidence, correct].map((share) => share.toFixed(2).padStart(11));
      const bar = '#'.repeat(Math.round((BAR_LENGTH * correct) / 100));
      return `${range.padEnd(14)}${figures.join('')}${String(count).padStart(10)}  ${bar}`.trimEnd();
    });
  return [
    `expected calibration error ${expectedError.toFixed(2)}%, in ${bins.length} bins of equal width`,
    `${'confidence, %'.padEnd(14)}${'mean'.padStart(11)}${'correct, %'.padStart(11)}${'entities'.padStart(10)}`,
    ...rows,
  ];
}

const BAR_LENGTH = 25;

/** One line overall and one for each type. */
export function renderComparison(name: string, comparison: ReportComparison): string[] {
  const { other, overall, types, better, worse } = comparison;
  const row = (label: string, compared: typeof overall) => {
    const [low, high] = compared.interval.map(renderSigned);
    const verdict = compared.isSignificant ? 'significant' : 'not significant';
    const figures = [compared.first, compared.second].map(renderPercent).join(' ');
    return `${label.padEnd(17)} ${figures} ${renderSigned(compared.difference)} (${low} to ${high})  p = ${compared.pValue.toFixed(4)}, ${verdict}`;
  };
  return [
    `F1 of ${name} and ${other.name}, difference (95% interval), approximate randomization`,
    row('overall', overall),
    ...Object.entries(types).map(([type, compared]) => row(type, compared)),
    `sentences with fewer errors: ${better.length}, with more errors: ${worse.length}`,
  ];
}

const renderSigned = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;
