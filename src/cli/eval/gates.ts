// The gates of `tagger eval`: least scores, and the largest drop from a baseline.
import type {
  EvalReport,
  ReportGate,
  ReportRow,
  ReportSystem,
} from '../../evaluation/report/eval-report.js';
import type { EvalFlags } from '../commands/commands.js';
import type { GateMetric, Threshold } from '../commands/eval-flags.js';
import { renderFigure } from '../terminal/numbers.js';

type Comparison = NonNullable<EvalReport['comparison']>;

/** Checks every gate; one that cannot be compared never passes. */
export function checkGates(
  flags: EvalFlags,
  system: ReportSystem,
  baseline: EvalReport['baseline'],
  toBaseline: Comparison | undefined,
): ReportGate[] {
  const metrics: readonly (readonly [GateMetric, readonly Threshold[]])[] = [
    ['f1', flags.minF1],
    ['precision', flags.minPrecision],
    ['recall', flags.minRecall],
  ];
  const least = metrics.flatMap(([metric, thresholds]) =>
    thresholds.map((threshold) => checkLeast(metric, threshold, system)),
  );
  if (flags.maxDrop === undefined || baseline === undefined) return least;
  const drop = checkDrop(
    flags.maxDrop,
    system.overall,
    baseline,
    flags.significant ? toBaseline : undefined,
  );
  return [...least, drop];
}

const metricNames: Readonly<Record<GateMetric, string>> = {
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
};

function checkLeast(
  metric: GateMetric,
  { type, value: least }: Threshold,
  { overall, types }: ReportSystem,
): ReportGate {
  const name = `min-${metric}${type === undefined ? '' : ` ${type}`}`;
  const threshold = 100 * least;
  const shared = { name, metric, threshold, ...(type !== undefined && { type }) };
  const ofType = type !== undefined && Object.hasOwn(types, type) ? types[type] : undefined;
  const row: ReportRow | undefined = type === undefined ? overall : ofType;
  const what = `${metricNames[metric]}${type === undefined ? '' : ` of ${type}`}`;
  if (row === undefined || row.gold === 0) {
    const found = type === undefined ? 'no entities' : `no entities of type ${type}`;
    return { ...shared, outcome: 'not comparable', message: `${what}: the corpus has ${found}` };
  }
  const value = row[metric];
  // Rounding of the threshold's decimals must not fail a score that equals it.
  const isHeld = value >= threshold - 1e-9;
  const relation = isHeld ? 'is at least' : 'is below';
  const message = `${what} ${renderFigure(value)} ${relation} ${renderFigure(threshold)}`;
  return { ...shared, value, outcome: isHeld ? 'passed' : 'failed', message };
}

function checkDrop(
  maxDrop: number,
  { f1, gold }: ReportRow,
  baseline: NonNullable<EvalReport['baseline']>,
  toBaseline: Comparison | undefined,
): ReportGate {
  const drop = baseline.overall.f1 - f1;
  const threshold = Math.max(0, baseline.overall.f1 - 100 * maxDrop);
  const shared = { name: 'max-drop', metric: 'f1', threshold } as const;
  if (gold === 0) {
    return { ...shared, outcome: 'not comparable', message: 'F1: the corpus has no entities' };
  }
  const isHeld = drop <= 100 * maxDrop + 1e-9;
  const isExcused = !isHeld && toBaseline !== undefined && !toBaseline.overall.isSignificant;
  const change =
    drop > 0
      ? `F1 ${renderFigure(f1)} is ${renderFigure(drop)} below the baseline's ${renderFigure(baseline.overall.f1)}`
      : `F1 ${renderFigure(f1)} is not below the baseline's ${renderFigure(baseline.overall.f1)}`;
  const limit = isHeld ? '' : `, more than ${renderFigure(100 * maxDrop)}`;
  const chance = toBaseline === undefined ? '' : ` (p = ${toBaseline.overall.pValue.toFixed(4)})`;
  const excuse = isExcused ? ', but not significantly' : '';
  return {
    ...shared,
    value: f1,
    outcome: isHeld || isExcused ? 'passed' : 'failed',
    message: `${change}${limit}${excuse}${chance}`,
  };
}

/** 0 if all gates hold, 1 if one failed, 2 if one could not be compared. */
export function exitCodeOf(gates: readonly ReportGate[]): number {
  if (gates.some(({ outcome }) => outcome === 'not comparable')) return 2;
  return gates.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
