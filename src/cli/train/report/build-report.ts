// The report of a training from its log, its runs, and what the model file records.

import { scoresOf } from '../../../evaluation/report/scores-of.js';
import { loggedEpochs } from '../../../evaluation/report/training/logged-epochs.js';
import {
  type ReportRun,
  TRAINING_REPORT_FORMAT,
  TRAINING_REPORT_VERSION,
  type TrainingReport,
} from '../../../evaluation/report/training/training-report.js';
import { f1, type Score } from '../../../evaluation/score.js';
import type { Provenance } from '../../../model/file/format.js';
import type { NetworkConfig } from '../../../model/network/config.js';
import type { Run } from '../../../training/runs.js';
import { isRecord } from '../../is-record.js';
import { readVersion } from '../../version.js';

export interface ReportInput
  extends Pick<TrainingReport, 'model' | 'scored' | 'corpus' | 'dev' | 'finalFit'> {
  /** Lines of the log, with those before an interruption. */
  readonly log: readonly string[];
  readonly runs: readonly Run[];
  readonly scores: { readonly dev: Score; readonly test?: Score | undefined };
  readonly network: NetworkConfig;
  readonly provenance: Provenance;
}

export function buildTrainingReport({
  log,
  runs,
  scores,
  network,
  provenance,
  ...names
}: ReportInput): TrainingReport {
  const epochs = loggedEpochs(log);
  const { training, arithmetic, tokenizer, keepVectors, quantized, ...files } = provenance;
  const { scores: _, learningCurve, runs: __, ensemble, identity, calibration, ...read } = files;
  const settings = { network, training, arithmetic, tokenizer, keepVectors, quantized };
  return {
    format: TRAINING_REPORT_FORMAT,
    version: TRAINING_REPORT_VERSION,
    program: { name: 'teddy-tagger', version: readVersion() },
    ...names,
    runs: runs.map(
      (run): ReportRun => ({
        seed: run.seed,
        epochs: epochs.get(run.seed) ?? [],
        end: run.end.reason,
        ...(run.end.best && { best: bestOf(run.end.best, run.test) }),
      }),
    ),
    scores: {
      dev: scoresOf(scores.dev),
      ...(scores.test && { test: scoresOf(scores.test) }),
    },
    settings: Object.fromEntries(flatten(settings)),
    provenance: Object.fromEntries(flatten(read)),
  };
}

function bestOf(
  { epoch, dev }: NonNullable<Run['end']['best']>,
  test: Score | undefined,
): NonNullable<ReportRun['best']> {
  return {
    epoch,
    devF1: f1(dev.overall),
    ...(test && { testF1: f1(test.overall) }),
  };
}

/** Plain values by their path, as in "training dropout input"; undefined ones are left out. */
function flatten(values: Readonly<Record<string, unknown>>, path = ''): [string, string][] {
  return Object.entries(values).flatMap(([key, value]): [string, string][] => {
    const name = path === '' ? key : `${path} ${key}`;
    if (value === undefined) return [];
    if (isRecord(value)) return flatten(value, name);
    return [[name, renderPlain(value)]];
  });
}

function renderPlain(value: unknown): string {
  if (Array.isArray(value)) return value.map(renderPlain).join(', ') || 'none';
  if (value === null) return 'none';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}
