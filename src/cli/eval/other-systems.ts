// The other sides of a comparison: the baseline, and what --compare names.
import { existsSync } from 'node:fs';
import type { CountTable } from '../../evaluation/count-table.js';
import type { Judgment } from '../../evaluation/judge.js';
import type { EvalReport } from '../../evaluation/report/eval-report.js';
import { rowOf } from '../../evaluation/row-names.js';
import type { EvalFlags } from '../commands/commands.js';
import { ComparisonError } from '../flags/usage-error.js';
import { type ComparedSystem, systemOfReport } from './compare-systems.js';
import {
  type GoldCorpus,
  type JudgedSystem,
  judgeModel,
  judgePredictions,
  type LoadedSystem,
} from './judged-system.js';
import { detectFile, readReport } from './read-report.js';

/**
 * The report to compare with; undefined without --baseline, and if --update-baseline is to write the first one.
 *
 * @throws ComparisonError if it is of another corpus or mapping
 */
export async function readBaseline(
  flags: EvalFlags,
  gold: GoldCorpus,
  judged: JudgedSystem,
): Promise<EvalReport | undefined> {
  const { baseline, updateBaseline } = flags;
  if (baseline === undefined || (updateBaseline && !existsSync(baseline))) return undefined;
  return readComparable(baseline, gold, judged, flags);
}

/** The system that --compare names. */
export async function readOther(
  flags: EvalFlags,
  gold: GoldCorpus,
  judged: JudgedSystem,
  loadModel: (path: string) => Promise<LoadedSystem>,
): Promise<ComparedSystem | undefined> {
  const { compare } = flags;
  if (compare === undefined) return undefined;
  switch (await detectFile(compare)) {
    case 'report':
      return systemOfReport(compare, await readComparable(compare, gold, judged, flags));
    case 'model':
      return comparedSystem(judgeModel(gold, await loadModel(compare), { mostErrors: 0 }));
    case 'predictions':
      return comparedSystem(await judgePredictions(gold, compare, flags));
  }
}

function comparedSystem({ name, path, sha256, judgment }: JudgedSystem): ComparedSystem {
  return { name, path, sha256, counts: judgment.counts, types: judgment.types };
}

async function readComparable(
  path: string,
  { corpus }: GoldCorpus,
  { judgment }: JudgedSystem,
  { mapTypes }: EvalFlags,
): Promise<EvalReport> {
  const report = await readReport(path);
  const { name, sha256, mapTypes: mapping = {} } = report.corpus;
  if (sha256 !== corpus.sha256) {
    throw new ComparisonError(
      `${path}: expected scores of ${corpus.path}, found those of another corpus (${name}, SHA-256 ${sha256.slice(0, 12)}…)`,
    );
  }
  const given = Object.fromEntries(mapTypes ?? []);
  if (JSON.stringify(sortedEntries(given)) !== JSON.stringify(sortedEntries(mapping))) {
    throw new ComparisonError(`${path}: expected the same --map-types, found another mapping`);
  }
  if (!hasGold(report, judgment)) {
    throw new ComparisonError(
      `${path}: expected the same gold entities, found others (is it another --tag-column?)`,
    );
  }
  return report;
}

const sortedEntries = (mapping: Readonly<Record<string, string | null>>) =>
  Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether the report counts the gold entities that were judged, sentence by sentence. */
function hasGold(report: EvalReport, { counts, types }: Judgment): boolean {
  const reported = systemOfReport('', report);
  if (reported.counts.sentenceCount() !== counts.sentenceCount()) return false;
  return [...new Set([...types, ...reported.types])].every(
    (type) => goldOf(reported.counts, type) === goldOf(counts, type),
  );
}

/** The sentences with gold entities of a type, and their numbers. */
function goldOf(counts: CountTable, type: string): string {
  const { sentences, gold } = counts.columnsOf(rowOf.type(type));
  const found: string[] = [];
  for (const [index, count] of gold.entries()) {
    if (count > 0) found.push(`${sentences[index]}:${count}`);
  }
  return found.join();
}
