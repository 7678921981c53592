// The evaluation report of a run of `tagger eval`, without its gates.
import { basename } from 'node:path';
import type { Intervals } from '../../evaluation/intervals.js';
import { buildSystem, type SystemOptions } from '../../evaluation/report/build-report.js';
import {
  type EvalReport,
  REPORT_FORMAT,
  REPORT_VERSION,
  type ReportComparison,
  type ReportSystem,
} from '../../evaluation/report/eval-report.js';
import { summarize } from '../../training/runs.js';
import type { EvalFlags } from '../commands/commands.js';
import { readVersion } from '../version.js';
import type { GoldCorpus, JudgedSystem } from './judged-system.js';

export interface ReportParts {
  readonly gold: GoldCorpus;
  readonly systems: readonly JudgedSystem[];
  /** Of each system, if they are wanted. */
  readonly intervals: readonly (Intervals | undefined)[];
  readonly comparison: ReportComparison | undefined;
  readonly baseline: EvalReport | undefined;
  readonly toBaseline: ReportComparison | undefined;
}

export function buildEvalReport(flags: EvalFlags, parts: ReportParts): EvalReport {
  const { gold, comparison, baseline, toBaseline } = parts;
  const { corpus } = gold;
  const { maxErrors: mostErrors, updateBaseline, report } = flags;
  const hasSentenceCounts = updateBaseline || report.some(({ kind }) => kind === 'json');
  const systems = parts.systems.map((system, index) =>
    buildJudged(system, parts.intervals[index], { mostErrors, hasSentenceCounts }),
  );
  const [firstBaseline] = baseline?.systems ?? [];
  const mapping = flags.mapTypes && Object.fromEntries(flags.mapTypes);
  return {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    program: { name: 'teddy-tagger', version: readVersion() },
    corpus: {
      name: basename(corpus.path),
      sha256: corpus.sha256,
      scheme: corpus.scheme,
      sentences: corpus.sentenceCount,
      tokens: corpus.tokenCount,
      entities: systems[0].overall.gold,
      ...(mapping && { mapTypes: mapping }),
    },
    systems,
    ...(systems.length > 1 && { spread: spreadOf(systems) }),
    ...(comparison && { comparison }),
    ...(firstBaseline && {
      baseline: {
        name: basename(flags.baseline ?? ''),
        corpusSha256: corpus.sha256,
        overall: firstBaseline.overall,
        types: firstBaseline.types,
        ...(toBaseline && {
          comparison: { overall: toBaseline.overall, types: toBaseline.types },
        }),
      },
    }),
    gates: [],
  };
}

function buildJudged(
  { name, kind, sha256, judgment, ...system }: JudgedSystem,
  intervals: Intervals | undefined,
  kept: Pick<SystemOptions, 'mostErrors' | 'hasSentenceCounts'>,
): ReportSystem {
  const { trainingEntities, repairs, learningCurve, suspects } = system;
  const options = { name, kind, sha256, ...kept, ...(intervals && { intervals }) };
  return {
    ...buildSystem(judgment, options),
    ...(trainingEntities && { trainingEntities }),
    ...(repairs && { repairs }),
    ...(learningCurve && { learningCurve }),
    ...(suspects && { suspects: [...suspects] }),
  };
}

function spreadOf(systems: readonly ReportSystem[]): NonNullable<EvalReport['spread']> {
  const types = [...new Set(systems.flatMap(({ types }) => Object.keys(types)))].sort();
  const spread = (values: readonly number[]) => {
    const { mean, standardDeviation = 0, min, max } = summarize(values) ?? NO_VALUES;
    return { mean, standardDeviation, min, max };
  };
  return {
    overall: spread(systems.map(({ overall }) => overall.f1)),
    types: Object.fromEntries(
      types.map((type) => [type, spread(systems.map(({ types }) => types[type]?.f1 ?? 0))]),
    ),
  };
}

const NO_VALUES = { mean: 0, standardDeviation: 0, min: 0, max: 0 };
