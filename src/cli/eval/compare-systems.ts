// Compares the judged system with another one, or with an earlier report.
import { basename } from 'node:path';

import { type Comparison, compareF1, SIGNIFICANCE_LEVEL } from '../../evaluation/compare.js';
import type { CountColumns, CountTable } from '../../evaluation/count-table.js';
import type {
  EvalReport,
  ReportComparison,
  ReportSystem,
} from '../../evaluation/report/eval-report.js';
import { rowOf } from '../../evaluation/row-names.js';
import { createRandom } from '../../tensors/random.js';

/** What a comparison needs of the other system. */
export interface ComparedSystem {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly counts: CountTable;
  readonly types: readonly string[];
}

// Fixed, so that the same systems give the same p-value.
const SHUFFLING_SEED = 1;

/**
 * Compares F1 overall and by type.
 *
 * @param lines the line of each sentence of the corpus
 */
export function compareSystems(
  first: Pick<ComparedSystem, 'counts' | 'types'>,
  second: ComparedSystem,
  lines: readonly number[],
): ReportComparison {
  const compare = (row: string) =>
    compareF1(first.counts, second.counts, row, createRandom(SHUFFLING_SEED).below);
  const overall = compare(rowOf.overall);
  const types = [...new Set([...first.types, ...second.types])].sort();
  return {
    other: { name: second.name, sha256: second.sha256 },
    overall: comparedRow(overall),
    types: Object.fromEntries(types.map((type) => [type, comparedRow(compare(rowOf.type(type)))])),
    better: overall.better.map((sentence) => lines[sentence]),
    worse: overall.worse.map((sentence) => lines[sentence]),
  };
}

function comparedRow({ first, second, difference, interval, pValue }: Comparison) {
  const [low, high] = interval;
  const isSignificant = pValue < SIGNIFICANCE_LEVEL;
  return {
    first,
    second,
    difference,
    interval: [low, high] as [number, number],
    pValue,
    isSignificant,
  };
}

/** The counts of an earlier report, for a comparison sentence by sentence. */
export function systemOfReport(path: string, { corpus, systems }: EvalReport): ComparedSystem {
  const [{ sha256, sentenceCounts, types }] = systems;
  const columns = new Map<string, CountColumns>([
    [rowOf.overall, columnsOf(sentenceCounts.overall)],
    ...Object.entries(sentenceCounts.types).map(
      ([type, counts]) => [rowOf.type(type), columnsOf(counts)] as const,
    ),
  ]);
  const none = columnsOf({ sentences: [], gold: [], predicted: [], correct: [] });
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  return {
    name: basename(path),
    path,
    sha256,
    types: Object.keys(types),
    counts: {
      add: () => undefined,
      rowNamed: () => ({ add: () => undefined }),
      endSentence: () => undefined,
      sentenceCount: () => corpus.sentences,
      rows: () => [...columns.keys()],
      columnsOf: (row) => columns.get(row) ?? none,
      totalOf: (row) => {
        const { gold, predicted, correct } = columns.get(row) ?? none;
        return { gold: sum(gold), predicted: sum(predicted), correct: sum(correct) };
      },
    },
  };
}

function columnsOf(columns: ReportSystem['sentenceCounts']['overall']): CountColumns {
  const { sentences, gold, predicted, correct } = columns;
  return {
    sentences: Int32Array.from(sentences),
    gold: Float32Array.from(gold),
    predicted: Float32Array.from(predicted),
    correct: Float32Array.from(correct),
  };
}
