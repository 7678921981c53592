// `tagger eval`: scores models or predictions on a corpus, checks gates, writes reports.
import { resolve } from 'node:path';
import { type ConllCorpus, readConll } from '../../corpora/conll.js';
import { InputError } from '../../errors.js';
import { f1Intervals, resampleFigures } from '../../evaluation/intervals.js';
import { scoreOf } from '../../evaluation/judge.js';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import type { EvalReport } from '../../evaluation/report/eval-report.js';
import { renderIntervals } from '../../evaluation/report/intervals.js';
import { renderScoreJson } from '../../evaluation/report/json.js';
import { renderComparison, renderSystems } from '../../evaluation/report/report-text.js';
import { hashFile } from '../../files/hash-file.js';
import { writeFileAtomically } from '../../files/write-file.js';
import type { Tagger } from '../../model/tagger.js';
import { createRandom } from '../../tensors/random.js';
import type { EvalFlags } from '../flags/commands.js';
import { UsageError } from '../flags/usage-error.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import { type Streams, write } from '../terminal/streams.js';
import { buildEvalReport } from './build-eval-report.js';
import { type ComparedSystem, compareSystems, systemOfReport } from './compare-systems.js';
import { fitTypes } from './fit-types.js';
import { checkGates, exitCodeOf } from './gates.js';
import {
  type GoldCorpus,
  type JudgedSystem,
  judgeColumn,
  judgeModel,
  judgePredictions,
  readTrainingEntities,
} from './judged-system.js';
import { readBaseline, readOther } from './other-systems.js';
import { writeErrors } from './write-errors.js';
import { writeReports } from './write-reports.js';

// Fixed, so that the same corpus and model give the same intervals.
const RESAMPLING_SEED = 1;

/** Returns 0, 1 if a gate failed, or 2 if a comparison or a report was not possible. */
export async function runEval(flags: EvalFlags, { stdout, stderr }: Streams): Promise<number> {
  checkFlags(flags);
  const messages = createMessages(stderr, flags.quiet);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const taggers: Tagger[] = [];
  const loadModel = async (given: string | undefined) => {
    const { tagger, path } = await readChosenModel(given, engine, messages, 'always');
    taggers.push(tagger);
    return { tagger, path, sha256: await hashFile(path) };
  };
  const judgesModels = flags.predictions.length === 0 && flags.predictedColumn === undefined;
  const first = judgesModels ? await loadModel(flags.model[0]) : undefined;
  const gold = await readGold(flags, first?.tagger, messages);
  const systems: JudgedSystem[] = first ? [judgeModel(gold, first)] : [];
  for (const name of flags.model.slice(1)) systems.push(judgeModel(gold, await loadModel(name)));
  for (const path of flags.predictions) systems.push(await judgePredictions(gold, path, flags));
  if (flags.predictedColumn !== undefined) {
    systems.push(await judgeColumn(gold, flags.predictedColumn, flags));
  }
  for (const { name, warnings } of systems) {
    for (const warning of warnings) messages.warn(`${name}: ${warning}`);
  }
  const baseline = await readBaseline(flags, gold);
  const other = await readOther(flags, gold, loadModel);
  const exitCode = await writeResults(
    flags,
    { gold, systems, baseline, other },
    { stdout, stderr },
  );
  if (flags.verbose && taggers[0]) messages.note(renderUsage(taggers[0]));
  return exitCode;
}

/** @throws UsageError for flags that contradict each other */
function checkFlags(flags: EvalFlags): void {
  const { model, predictions, predictedColumn, report, json } = flags;
  const kinds = [model.length > 0, predictions.length > 0, predictedColumn !== undefined];
  if (kinds.filter(Boolean).length > 1) {
    throw new UsageError(
      '--model, --predictions and --predicted-column: expected one of them',
      'eval',
    );
  }
  const needed = [
    ['--max-drop', flags.maxDrop !== undefined, '--baseline', flags.baseline !== undefined],
    ['--update-baseline', flags.updateBaseline, '--baseline', flags.baseline !== undefined],
    ['--significant', flags.significant, '--max-drop', flags.maxDrop !== undefined],
  ] as const;
  for (const [name, isGiven, other, hasOther] of needed) {
    if (isGiven && !hasOther) throw new UsageError(`${name}: requires ${other}`, 'eval');
  }
  const toOutput = report.filter(({ kind, file }) => file === undefined && kind !== 'github');
  // Annotations may stand beside text, not within JSON or XML.
  const hasMachineOutput = json || toOutput.some(({ kind }) => kind === 'json' || kind === 'junit');
  const isAnnotated = report.some(({ kind, file }) => kind === 'github' && file === undefined);
  if (toOutput.length + (json ? 1 : 0) > 1 || (hasMachineOutput && isAnnotated)) {
    throw new UsageError('--report: expected at most one report without a file', 'eval');
  }
  checkReportFiles(flags);
  for (const [name, thresholds] of [
    ['--min-f1', flags.minF1],
    ['--min-precision', flags.minPrecision],
    ['--min-recall', flags.minRecall],
  ] as const) {
    const types = thresholds.map(({ type }) => type);
    const twice = types.find((type, index) => types.indexOf(type) !== index);
    if (twice === undefined && new Set(types).size === types.length) continue;
    throw new UsageError(`${name}: given twice for ${twice ?? 'all types'}`, 'eval');
  }
}

/** @throws InputError for a report that would replace another file of this run */
function checkReportFiles(flags: EvalFlags): void {
  const { corpus, model, predictions, training, compare, baseline, errors } = flags;
  const named: (readonly [string, string | undefined])[] = [
    ['CORPUS', corpus],
    ...model.map((path) => ['--model', path] as const),
    ...predictions.map((path) => ['--predictions', path] as const),
    ['--training', training],
    ['--compare', compare],
    ['--baseline', baseline],
    ['--errors', errors],
  ];
  for (const { file } of flags.report) {
    if (file === undefined) continue;
    const lost = named.find(([, path]) => path !== undefined && resolve(path) === resolve(file));
    if (lost) throw new InputError(`${file}: --report would overwrite ${lost[0]}`);
    named.push(['--report', file]);
  }
}

async function readGold(
  flags: EvalFlags,
  tagger: Tagger | undefined,
  messages: Messages,
): Promise<GoldCorpus> {
  const corpus: ConllCorpus = await readConll(flags.corpus, flags);
  const mapping = flags.mapTypes ?? new Map();
  const { sentences, warnings } = fitTypes(corpus, mapping, tagger?.labels.types);
  const { path, scheme, tokenCount } = corpus;
  const size = `${renderCount(sentences.length, 'sentence')}, ${renderCount(tokenCount, 'token')}`;
  messages.note(`${path}: ${size}, tag scheme ${scheme}\n`);
  for (const warning of [...corpus.warnings, ...warnings]) messages.warn(warning);
  return { corpus, sentences, training: await readTrainingEntities(flags) };
}

interface Judged {
  readonly gold: GoldCorpus;
  readonly systems: readonly JudgedSystem[];
  readonly baseline: EvalReport | undefined;
  readonly other: ComparedSystem | undefined;
}

async function writeResults(
  flags: EvalFlags,
  judged: Judged,
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  const { gold, systems, baseline, other } = judged;
  const lines = gold.sentences.map(({ line }) => line);
  const [{ judgment }] = systems;
  const comparison = other && compareSystems(judgment, other, lines);
  const toBaseline =
    baseline && compareSystems(judgment, systemOfReport(flags.baseline ?? '', baseline), lines);
  const needsIntervals =
    flags.intervals || flags.report.some(({ kind }) => kind !== 'github' && kind !== 'junit');
  const intervals = systems.map(({ judgment: { counts, types } }) =>
    needsIntervals
      ? resampleFigures(counts, types, createRandom(RESAMPLING_SEED).below)
      : undefined,
  );
  const base = buildEvalReport(flags, {
    gold,
    systems,
    intervals,
    comparison: comparison ?? toBaseline,
    baseline,
    toBaseline,
  });
  const gates = checkGates(flags, base.systems[0], base.baseline, toBaseline);
  const report: EvalReport = { ...base, gates };
  const { output, failures: unwritten } = await writeReports(flags.report, report, flags.corpus);
  const failures = [...unwritten, ...(await writeErrors(flags, systems))];
  const summary =
    output === '' ||
    flags.report.every(({ kind, file }) => kind === 'github' || file !== undefined);
  await write(
    stdout,
    output + (summary ? renderDefault(flags, report, systems, intervals[0]) : ''),
  );
  for (const { outcome, message } of gates) {
    if (outcome === 'passed' && flags.quiet) continue;
    await write(stderr, `${outcome}: ${message}\n`);
  }
  for (const failure of failures) await write(stderr, `tagger: ${failure}\n`);
  const exitCode = Math.max(exitCodeOf(gates), failures.length > 0 ? 2 : 0);
  if (exitCode !== 0 || !flags.updateBaseline || flags.baseline === undefined) return exitCode;
  const content = Buffer.from(`${JSON.stringify(report, null, 1)}\n`);
  try {
    await writeFileAtomically(flags.baseline, [content]);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await write(stderr, `tagger: ${error.message}\n`);
    return 2;
  }
}

/** What standard output holds without a report for it: the table of conlleval, or the figures as JSON. */
function renderDefault(
  { json, intervals: showsIntervals }: EvalFlags,
  report: EvalReport,
  [{ judgment }]: readonly JudgedSystem[],
  intervals: ReturnType<typeof resampleFigures> | undefined,
): string {
  const score = scoreOf(judgment);
  const { corpus, systems, comparison, spread } = report;
  const shown = showsIntervals && intervals ? f1Intervals(intervals, judgment.types) : undefined;
  if (json) {
    const [{ name, sha256 }] = systems;
    const origin = {
      system: { name, sha256 },
      corpus: { name: corpus.name, sha256: corpus.sha256 },
    };
    return `${JSON.stringify({ ...origin, ...renderScoreJson(score, shown) }, null, 2)}\n`;
  }
  const parts = [spread ? `${renderSystems(report).join('\n')}\n` : renderConlleval(score)];
  if (shown) parts.push(renderIntervals(score, shown));
  if (comparison) parts.push(`${renderComparison(systems[0].name, comparison).join('\n')}\n`);
  return parts.join('\n');
}
