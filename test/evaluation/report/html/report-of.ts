// Reports whose counts agree with each other, from the correct entities of each type and a list of
// errors.
import type {
  EvalReport,
  ReportError,
  ReportSystem,
} from '../../../../src/evaluation/report/eval-report.js';
import { intervalOf, modeRowOf, type Outcomes, percentOf, rowOf } from './figures.js';

export interface Answers {
  readonly name: string;
  /** Correct entities by type. */
  readonly correct: Readonly<Record<string, number>>;
  readonly errors: readonly ReportError[];
  readonly tokens: { readonly count: number; readonly correct: number };
}

// The page does not show them.
const NO_SENTENCES = { sentences: [], gold: [], predicted: [], correct: [] };

export const sha256Of = (digits: string) => digits.repeat(64 / digits.length);

export function reportOf(system: ReportSystem): EvalReport {
  const { overall, tokens } = system;
  return {
    format: 'teddy-eval-report',
    version: 1,
    program: { name: 'teddy-tagger', version: '0.1.0' },
    corpus: {
      name: 'news/test.conll',
      sha256: sha256Of('5c1e'),
      scheme: 'IOB2',
      sentences: Math.ceil(tokens.count / 12),
      tokens: tokens.count,
      entities: overall.gold,
    },
    systems: [system],
    gates: [],
  };
}

export function systemOf({ name, correct, errors, tokens }: Answers): ReportSystem {
  const types = typesOf(correct, errors);
  const rows = Object.fromEntries(types.map((type) => [type, typeRow(type, correct, errors)]));
  const sum = (column: 'gold' | 'predicted' | 'correct') =>
    types.reduce((total, type) => total + rows[type][column], 0);
  const accuracy = percentOf(tokens.correct, tokens.count);
  const overall = rowOf(sum('gold'), sum('predicted'), sum('correct'));
  return {
    name,
    kind: 'model',
    sha256: sha256Of('a81f'),
    tokens: { ...tokens, accuracy, interval: intervalOf(accuracy, tokens.count) },
    overall,
    macro: averageOf(types.map((type) => [rows[type], 1])),
    weighted: averageOf(types.map((type) => [rows[type], rows[type].gold])),
    types: rows,
    modes: modesOf(types, correct, errors),
    breakdowns: [],
    sentenceCounts: { overall: NO_SENTENCES, types: {} },
    confusion: { types, counts: confusionOf(types, correct, errors) },
    errors: { counts: kindCounts(errors), frequent: frequentOf(errors), examples: [...errors] },
  };
}

function typesOf(correct: Answers['correct'], errors: readonly ReportError[]): string[] {
  const found = errors.flatMap(({ gold, predicted }) => [gold?.type, predicted?.type]);
  return [
    ...new Set([...Object.keys(correct), ...found.filter((type) => type !== undefined)]),
  ].sort();
}

// A type may have the name of a property of every object.
const countOf = (correct: Answers['correct'], type: string) =>
  Object.hasOwn(correct, type) ? correct[type] : 0;

function typeRow(type: string, correct: Answers['correct'], errors: readonly ReportError[]) {
  const right = countOf(correct, type);
  const gold = errors.filter((error) => error.gold?.type === type).length;
  const predicted = errors.filter((error) => error.predicted?.type === type).length;
  return rowOf(right + gold, right + predicted, right);
}

type Row = ReturnType<typeof rowOf>;

function averageOf(rows: readonly (readonly [Row, number])[]) {
  const total = rows.reduce((sum, [, weight]) => sum + weight, 0);
  const mean = (measure: (row: Row) => number) =>
    total === 0 ? 0 : rows.reduce((sum, [row, weight]) => sum + weight * measure(row), 0) / total;
  const interval = (figure: 'precision' | 'recall' | 'f1'): [number, number] => [
    mean(({ intervals }) => intervals?.[figure][0] ?? 0),
    mean(({ intervals }) => intervals?.[figure][1] ?? 0),
  ];
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
    intervals: {
      precision: interval('precision'),
      recall: interval('recall'),
      f1: interval('f1'),
    },
  };
}

type Mode = keyof ReportSystem['modes'];
const MODES: readonly Mode[] = ['strict', 'exact', 'partial', 'type'];

// Which outcome a pair of overlapping entities is: correct 0, incorrect 1, partial 2.
const OUTCOMES: Readonly<Record<Mode, Readonly<Partial<Record<ReportError['kind'], number>>>>> = {
  strict: {},
  exact: { 'wrong type': 0 },
  partial: { 'wrong type': 0, 'wrong boundary': 2, 'wrong type and boundary': 2 },
  type: { 'wrong boundary': 0 },
};

function modesOf(
  types: readonly string[],
  correct: Answers['correct'],
  errors: readonly ReportError[],
): ReportSystem['modes'] {
  const outcomesOf = (mode: Mode, count: number, some: readonly ReportError[]): Outcomes => {
    const outcomes: [number, number, number, number, number] = [count, 0, 0, 0, 0];
    for (const { kind } of some) {
      if (kind === 'missed') outcomes[3]++;
      else if (kind === 'invented') outcomes[4]++;
      else outcomes[OUTCOMES[mode][kind] ?? 1]++;
    }
    return outcomes;
  };
  const total = Object.values(correct).reduce((sum, count) => sum + count, 0);
  const modeOf = (mode: Mode) => ({
    overall: modeRowOf(outcomesOf(mode, total, errors)),
    types: Object.fromEntries(
      types.map((type) => {
        const some = errors.filter((error) => (error.gold ?? error.predicted)?.type === type);
        return [type, modeRowOf(outcomesOf(mode, countOf(correct, type), some))];
      }),
    ),
  });
  const [strict, exact, partial, type] = MODES.map(modeOf);
  return { strict, exact, partial, type };
}

function confusionOf(
  types: readonly string[],
  correct: Answers['correct'],
  errors: readonly ReportError[],
): number[][] {
  const counts = Array.from({ length: types.length + 1 }, () =>
    new Array<number>(types.length + 1).fill(0),
  );
  types.forEach((type, index) => {
    counts[index][index] = countOf(correct, type);
  });
  const indexOf = (type: string | undefined) =>
    type === undefined ? types.length : types.indexOf(type);
  for (const { gold, predicted } of errors) counts[indexOf(gold?.type)][indexOf(predicted?.type)]++;
  return counts;
}

export function kindCounts(errors: readonly ReportError[]): ReportSystem['errors']['counts'] {
  const numberOf = (kind: ReportError['kind']) =>
    errors.filter((error) => error.kind === kind).length;
  return {
    missed: numberOf('missed'),
    invented: numberOf('invented'),
    'wrong type': numberOf('wrong type'),
    'wrong boundary': numberOf('wrong boundary'),
    'wrong type and boundary': numberOf('wrong type and boundary'),
  };
}

function frequentOf(errors: readonly ReportError[]): ReportSystem['errors']['frequent'] {
  const found = new Map<string, ReportSystem['errors']['frequent'][number]>();
  for (const { kind, gold, predicted } of errors) {
    const text = (gold ?? predicted)?.text ?? '';
    const key = JSON.stringify([kind, gold?.type, predicted?.type, text]);
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, {
      kind,
      ...(gold && { goldType: gold.type }),
      ...(predicted && { predictedType: predicted.type }),
      text,
      count,
    });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, 50);
}
