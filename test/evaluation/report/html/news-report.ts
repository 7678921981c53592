// A report with all its parts: three models on a corpus of news, compared with another model and a
// baseline.
import type { EvalReport, ReportSystem } from '../../../../src/evaluation/report/eval-report.js';
import { rowOf } from './figures.js';
import { newsErrors } from './news-errors.js';
import { reportOf, sha256Of, systemOf } from './report-of.js';

const TOKENS = 6143;

const first: ReportSystem = {
  ...systemOf({
    name: 'models/news-seed-1.safetensors',
    correct: { LOC: 148, MISC: 46, ORG: 97, PER: 121 },
    errors: newsErrors,
    tokens: { count: TOKENS, correct: 6058 },
  }),
  breakdowns: [
    {
      name: 'seen in training',
      groups: [
        { name: 'seen', ...rowOf(261, 262, 250) },
        { name: 'seen with another type', ...rowOf(38, 36, 25) },
        { name: 'unseen', ...rowOf(151, 146, 137) },
      ],
    },
    {
      name: 'entity length',
      groups: [
        { name: '1 token', ...rowOf(288, 296, 268) },
        { name: '2 tokens', ...rowOf(131, 118, 115) },
        { name: '3 tokens', ...rowOf(24, 22, 19) },
        { name: '4 or more', ...rowOf(7, 8, 6) },
      ],
    },
    {
      name: 'shape',
      groups: [
        { name: 'capitalized', ...rowOf(391, 387, 363) },
        { name: 'all capitals', ...rowOf(42, 41, 36) },
        { name: 'with digits', ...rowOf(9, 8, 7) },
        { name: 'mixed case', ...rowOf(8, 8, 6) },
      ],
    },
  ],
  repairs: { illegal: 3, conlleval: 92.06, discard: 91.78, begin: 92.06 },
  calibration: {
    expectedError: 3.41,
    bins: [
      { from: 30, to: 40, count: 4, confidence: 36.2, correct: 25 },
      { from: 40, to: 50, count: 11, confidence: 45.6, correct: 36.4 },
      { from: 50, to: 60, count: 17, confidence: 55.4, correct: 47.1 },
      { from: 60, to: 70, count: 24, confidence: 65.3, correct: 66.7 },
      { from: 70, to: 80, count: 38, confidence: 75.9, correct: 78.9 },
      { from: 80, to: 90, count: 81, confidence: 86.1, correct: 91.4 },
      { from: 90, to: 100, count: 274, confidence: 97.3, correct: 99.3 },
    ],
  },
  learningCurve: [
    [1, 41.2, 62.31],
    [2, 17.9, 74.85],
    [3, 11.4, 81.02],
    [4, 8.31, 84.4],
    [5, 6.27, 86.93],
    [6, 4.98, 87.7],
    [7, 4.02, 89.15],
    [8, 3.33, 89.02],
    [9, 2.81, 90.24],
    [10, 2.4, 90.66],
    [11, 2.09, 90.38],
    [12, 1.84, 91.2],
    [13, 1.66, 91.07],
    [14, 1.52, 91.41],
    [15, 1.43, 91.33],
  ].map(([epoch, loss, devF1]) => ({ epoch, loss, devF1 })),
};

const second = systemOf({
  name: 'models/news-seed-2.safetensors',
  correct: { LOC: 150, MISC: 44, ORG: 99, PER: 118 },
  errors: newsErrors.filter((_, index) => index % 7 !== 0),
  tokens: { count: TOKENS, correct: 6066 },
});

const third = systemOf({
  name: 'models/news-seed-3.safetensors',
  correct: { LOC: 147, MISC: 45, ORG: 95, PER: 122 },
  errors: newsErrors.filter((_, index) => index % 5 !== 0),
  tokens: { count: TOKENS, correct: 6061 },
});

const compared = (
  [firstF1, secondF1]: readonly [number, number],
  [low, high]: readonly [number, number],
  pValue: number,
) => ({
  first: firstF1,
  second: secondF1,
  difference: firstF1 - secondF1,
  interval: [low, high] as [number, number],
  pValue,
  isSignificant: pValue < 0.05,
});

/** One system with every part that a report can have, but for the spread. */
export const oneSystem: EvalReport = {
  ...reportOf(first),
  comparison: {
    other: { name: 'models/half-the-data.safetensors', sha256: sha256Of('b07c') },
    overall: compared([first.overall.f1, 88.21], [1.62, 5.31], 0.0004),
    types: {
      LOC: compared([first.types.LOC.f1, 92.04], [-1.18, 2.9], 0.412),
      MISC: compared([first.types.MISC.f1, 80.4], [2.71, 15.32], 0.0061),
      ORG: compared([first.types.ORG.f1, 84.6], [-2.4, 3.1], 0.748),
      PER: compared([first.types.PER.f1, 96.1], [-3.61, -0.4], 0.019),
    },
    better: [97, 236, 352, 445, 541, 668, 1003, 1049, 1178, 1221],
    worse: [188, 580, 713],
  },
  baseline: {
    name: 'reports/main.json',
    corpusSha256: sha256Of('5c1e'),
    overall: rowOf(454, 451, 408),
    types: {
      LOC: rowOf(154, 163, 145),
      MISC: rowOf(54, 47, 45),
      ORG: rowOf(121, 112, 98),
      PER: rowOf(125, 129, 120),
    },
    comparison: {
      overall: compared([first.overall.f1, 90.17], [-0.04, 3.31], 0.062),
      types: {
        LOC: compared([first.types.LOC.f1, 91.48], [-0.71, 3.86], 0.211),
        MISC: compared([first.types.MISC.f1, 89.11], [-3.4, 8.92], 0.374),
        ORG: compared([first.types.ORG.f1, 84.12], [0.32, 5.77], 0.031),
        PER: compared([first.types.PER.f1, 94.49], [-1.9, 2.04], 1),
      },
    },
  },
  gates: [
    {
      name: 'min-f1',
      metric: 'f1',
      threshold: 90,
      value: first.overall.f1,
      outcome: 'passed',
      message: `F1 is ${first.overall.f1.toFixed(2)}, at least 90.00.`,
    },
    {
      name: 'min-f1 ORG',
      metric: 'f1',
      type: 'ORG',
      threshold: 90,
      value: first.types.ORG.f1,
      outcome: 'failed',
      message: `F1 of ORG is ${first.types.ORG.f1.toFixed(2)}, below 90.00.`,
    },
    {
      name: 'min-recall EVENT',
      metric: 'recall',
      type: 'EVENT',
      threshold: 80,
      outcome: 'not comparable',
      message: 'The corpus holds no entity of type EVENT.',
    },
    {
      name: 'max-drop',
      metric: 'f1',
      threshold: 89.66,
      value: first.overall.f1,
      outcome: 'passed',
      message: 'F1 dropped by less than 0.50 from the baseline.',
    },
  ],
};

const f1Of = ({ overall }: ReportSystem) => overall.f1;

/** Three systems and the spread of their F1. */
export const threeSystems: EvalReport = {
  ...oneSystem,
  systems: [first, second, third],
  spread: {
    overall: spreadOf([first, second, third].map(f1Of)),
    types: Object.fromEntries(
      Object.keys(first.types).map((type) => [
        type,
        spreadOf([first, second, third].map(({ types }) => types[type].f1)),
      ]),
    ),
  },
};

function spreadOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (values.length - 1)),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}
