// Trainings in one chart: the one that the page is about, and earlier ones.
import type { Curve, Point } from '../elements/curves.js';
import type { ReportEpoch, ReportRun, TrainingReport } from './training-report.js';

export interface EarlierReport {
  /** Name of its file. */
  readonly name: string;
  readonly report: TrainingReport;
}

/** A run of any of the trainings. */
export interface ShownRun {
  /** As in "seed 2" or "before.html, seed 2". */
  readonly name: string;
  /** Classes, which decide color and dashes. */
  readonly kind: string;
  /** The earlier training that it belongs to. */
  readonly earlier?: EarlierReport;
  readonly run: ReportRun;
}

// The style has as many colors.
const COLOR_COUNT = 6;

/** Those of this training first. A run without an epoch has no curve, but a color. */
export function shownRuns(report: TrainingReport, earlier: readonly EarlierReport[]): ShownRun[] {
  const own = report.runs.map((run) => ({ name: `seed ${run.seed}`, run, line: 'now' }));
  const others = earlier.flatMap((other) =>
    other.report.runs.map((run) => ({
      name: `${other.name}, seed ${run.seed}`,
      run,
      line: 'earlier',
      earlier: other,
    })),
  );
  return [...own, ...others].map(({ line, ...shown }, index) => ({
    ...shown,
    kind: `series-${(index % COLOR_COUNT) + 1} ${line}`,
  }));
}

/** Curves of the runs with an epoch. */
export function curvesOf(
  runs: readonly ShownRun[],
  measure: (epoch: ReportEpoch) => number,
  { isMarked = false, note = '', kind: more = '' } = {},
): Curve[] {
  return runs
    .filter(({ run }) => run.epochs.length > 0)
    .map(({ name, kind, run }) => ({
      name: `${name}, ${note}`,
      kind: more === '' ? kind : `${kind} ${more}`,
      points: run.epochs.map((epoch): Point => ({ epoch: epoch.epoch, value: measure(epoch) })),
      ...(isMarked && { marked: run.best?.epoch }),
    }));
}

/** Whether both trainings were scored on the same dev sentences, so that F1 can be compared. */
export function hasSameDev(one: TrainingReport, other: TrainingReport): boolean {
  if (one.dev && other.dev) return one.dev.sha256 === other.dev.sha256;
  if (one.dev || other.dev) return false;
  // The first seed holds the sentences out.
  return one.corpus.sha256 === other.corpus.sha256 && one.runs[0].seed === other.runs[0].seed;
}
