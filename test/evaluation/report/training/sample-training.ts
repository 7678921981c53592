// Reports of trainings with numbers that are easy to check.
import type {
  ReportEpoch,
  ReportRun,
  TrainingReport,
} from '../../../../src/evaluation/report/training/training-report.js';
import { HOSTILE } from '../html/extreme-reports.js';
import { rowOf } from '../html/figures.js';

/** The F1 of each epoch decides its other numbers. */
export function runWith(
  seed: number,
  f1: readonly number[],
  more: Partial<ReportRun> = {},
): ReportRun {
  const epochs = f1.map(
    (devF1, index): ReportEpoch => ({
      epoch: index + 1,
      loss: 10 / (index + 1),
      devF1,
      medianNorm: 2 + index / 10,
      largestNorm: 30 - index,
      learningRate: 0.002 / (index + 1),
    }),
  );
  const devF1 = Math.max(...f1);
  const best = { epoch: f1.indexOf(devF1) + 1, devF1 };
  return { seed, epochs, end: 'epochs', ...(f1.length > 0 && { best }), ...more };
}

const macro = { precision: 60, recall: 70, f1: 64.6 };

export function trainingWith(
  runs: readonly ReportRun[],
  more: Partial<TrainingReport> = {},
): TrainingReport {
  const corpus = (name: string, digit: string) => ({
    name,
    sha256: digit.repeat(64),
    sentences: 1234,
  });
  return {
    format: 'teddy-training-report',
    version: 1,
    program: { name: 'teddy-tagger', version: '1.2.3' },
    model: 'news.safetensors',
    scored: 'seed 1, epoch 2',
    corpus: corpus('train.conll', 'a'),
    dev: corpus('dev.conll', 'b'),
    runs: [...runs],
    scores: {
      dev: {
        tokens: { count: 1000, correct: 900, accuracy: 90 },
        overall: rowOf(100, 90, 70),
        macro,
        weighted: macro,
        types: { LOC: rowOf(60, 50, 40), PER: rowOf(40, 40, 30) },
      },
    },
    settings: { 'network cell': 'lstm', 'training epochs': '3' },
    provenance: { 'corpora train name': 'train.conll' },
    ...more,
  };
}

export const one = trainingWith([runWith(1, [40, 60, 50])]);

const hostileTexts = Object.values(HOSTILE).map((text) => text.slice(0, 400));
const hostileValues = Object.fromEntries(hostileTexts.map((text) => [text, text]));

/** Texts that try to run, to leave their place or to hide, wherever a text can be. */
export const hostile = trainingWith([runWith(1, [1, 2]), runWith(2, [2, 1])], {
  program: { name: HOSTILE.script, version: HOSTILE.quotes },
  model: HOSTILE.endOfScript,
  scored: HOSTILE.comment,
  corpus: { ...one.corpus, name: HOSTILE.override },
  dev: { ...one.corpus, name: HOSTILE.long.slice(0, 300) },
  scores: {
    dev: {
      ...one.scores.dev,
      types: Object.fromEntries(hostileTexts.map((text) => [text, rowOf(3, 2, 1)])),
    },
  },
  settings: hostileValues,
  provenance: hostileValues,
});
