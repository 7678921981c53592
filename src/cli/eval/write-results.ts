// The results of `tagger eval`: the report object, the gates, every output, and the exit code.
import { f1Intervals, type Intervals, resampleFigures } from '../../evaluation/intervals.js';
import { scoreOf } from '../../evaluation/judge.js';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import type { EvalReport } from '../../evaluation/report/eval-report.js';
import { renderIntervals } from '../../evaluation/report/intervals.js';
import { renderScoreJson } from '../../evaluation/report/json.js';
import { renderComparison, renderSystems } from '../../evaluation/report/report-text.js';
import { renderSuspects } from '../../evaluation/report/suspects-text.js';
import { writeFileAtomically } from '../../files/write-file.js';
import { createRandom } from '../../tensors/random.js';
import type { EvalFlags } from '../commands/commands.js';
import { escapeControls, escapeLines } from '../terminal/escape.js';
import { type Streams, write } from '../terminal/streams.js';
import { buildEvalReport } from './build-eval-report.js';
import { type ComparedSystem, compareSystems, systemOfReport } from './compare-systems.js';
import { createFailedWrites } from './failed-writes.js';
import { checkGates, exitCodeOf } from './gates.js';
import type { GoldCorpus, JudgedSystem } from './judged-system.js';
import { writeErrors } from './write-errors.js';
import { writeReports } from './write-reports.js';

// Fixed, so that the same corpus and model give the same intervals.
const RESAMPLING_SEED = 1;

/** All that was judged, and what it is compared with. */
export interface Judged {
  readonly gold: GoldCorpus;
  readonly systems: readonly JudgedSystem[];
  readonly baseline: EvalReport | undefined;
  readonly other: ComparedSystem | undefined;
}

/** Returns the exit code. */
export async function writeResults(
  flags: EvalFlags,
  judged: Judged,
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  const { systems } = judged;
  const intervals = resampleSystems(flags, systems);
  const report = gatedReport(flags, judged, intervals);
  const failed = createFailedWrites();
  const output = await writeReports(flags.report, report, flags.corpus, failed);
  const { errors } = flags;
  if (errors !== undefined) {
    await failed.attempt(() => writeErrors(errors, flags.maxErrors, systems));
  }
  const isTaken = flags.report.some(({ kind, file }) => kind !== 'github' && file === undefined);
  const isElsewhere = output === '' || !isTaken;
  const table = isElsewhere ? renderDefault(flags, report, systems, intervals[0]) : '';
  await write(stdout, output + table);
  const isKept = exitCodeOf(report.gates) === 0 && failed.messages.length === 0;
  const { baseline } = flags;
  if (isKept && flags.updateBaseline && baseline !== undefined) {
    const content = Buffer.from(`${JSON.stringify(report, null, 1)}\n`);
    await failed.attempt(() => writeFileAtomically(baseline, [content]));
  }
  for (const { outcome, message } of report.gates) {
    if (outcome === 'passed' && flags.quiet) continue;
    await write(stderr, `${outcome}: ${escapeControls(message)}\n`);
  }
  for (const message of failed.messages) {
    await write(stderr, `tagger: ${escapeControls(message)}\n`);
  }
  return failed.messages.length > 0 ? 2 : exitCodeOf(report.gates);
}

/** Intervals of each system, if an output shows them. */
function resampleSystems(
  flags: EvalFlags,
  systems: readonly JudgedSystem[],
): (Intervals | undefined)[] {
  const isShown =
    flags.intervals || flags.report.some(({ kind }) => kind !== 'github' && kind !== 'junit');
  return systems.map(({ judgment: { counts, types } }) =>
    isShown ? resampleFigures(counts, types, createRandom(RESAMPLING_SEED).below) : undefined,
  );
}

function gatedReport(
  flags: EvalFlags,
  { gold, systems, baseline, other }: Judged,
  intervals: readonly (Intervals | undefined)[],
): EvalReport {
  const lines = other || baseline ? Array.from(gold.sentences, ({ line }) => line) : [];
  const [{ judgment }] = systems;
  const comparison = other && compareSystems(judgment, other, lines);
  const toBaseline =
    baseline && compareSystems(judgment, systemOfReport(flags.baseline ?? '', baseline), lines);
  const report = buildEvalReport(flags, {
    gold,
    systems,
    intervals,
    comparison: comparison ?? toBaseline,
    baseline,
    toBaseline,
  });
  return { ...report, gates: checkGates(flags, report.systems[0], report.baseline, toBaseline) };
}

/** What standard output holds without a report for it: the table of conlleval, or the figures as JSON. */
function renderDefault(
  { json, intervals: showsIntervals, corpus: corpusPath }: EvalFlags,
  report: EvalReport,
  [{ judgment }]: readonly JudgedSystem[],
  intervals: Intervals | undefined,
): string {
  const score = scoreOf(judgment);
  const { corpus, systems, comparison, spread } = report;
  const shown = showsIntervals && intervals ? f1Intervals(intervals, judgment.types) : undefined;
  if (json) {
    const [{ name, sha256, suspects }] = systems;
    const origin = {
      system: { name, sha256 },
      corpus: { name: corpus.name, sha256: corpus.sha256 },
    };
    const scores = renderScoreJson(score, shown);
    return `${JSON.stringify({ ...origin, ...scores, ...(suspects && { suspects }) }, null, 2)}\n`;
  }
  const parts = [spread ? `${renderSystems(report).join('\n')}\n` : renderConlleval(score)];
  if (shown) parts.push(renderIntervals(score, shown));
  const { suspects } = systems[0];
  if (suspects) parts.push(`${renderSuspects(suspects, corpusPath).join('\n')}\n`);
  if (comparison) parts.push(`${renderComparison(systems[0].name, comparison).join('\n')}\n`);
  return escapeLines(parts.join('\n'));
}
