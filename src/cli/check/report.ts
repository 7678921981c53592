// The result of `tagger check`, before it is rendered.
import type { CheckedCorpus } from '../../checks/corpus/checked-corpus.js';
import { countFindings, type Finding, kinds, type Severity } from '../../checks/finding.js';

export interface Report {
  readonly corpora: readonly CheckedCorpus[];
  /** By kind, in the order of the kinds. */
  readonly findings: readonly Finding[];
  /** The repaired copy, if it was asked for and could be written. */
  readonly fix: WrittenFix | undefined;
}

export interface WrittenFix {
  readonly path: string;
  readonly tokenCount: number;
  readonly tagCount: number;
}

export function isRepaired({ isRepairable = false }: Finding, { fix }: Report): boolean {
  return isRepairable && fix !== undefined;
}

/** The findings of each severity that are not repaired. */
export function countSeverities(report: Report): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0 };
  for (const finding of report.findings) {
    if (isRepaired(finding, report)) continue;
    counts[kinds[finding.kind].severity] += countFindings([finding]);
  }
  return counts;
}

export interface CorpusSize {
  readonly entityCount: number;
  /** The number of entities by type, the most frequent type first. */
  readonly types: readonly (readonly [string, number])[];
}

export function measure(corpus: CheckedCorpus): CorpusSize {
  const types = Array.from(corpus.types.values(), ({ name, count }) => [name, count] as const);
  return {
    entityCount: types.reduce((sum, [, count]) => sum + count, 0),
    types: types.sort(([, a], [, b]) => b - a),
  };
}
