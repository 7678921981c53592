// Earlier reports, whose trainings are drawn beside the new one.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../../errors.js';
import { findPageData } from '../../../evaluation/report/elements/page-data.js';
import type { EarlierReport } from '../../../evaluation/report/training/compared-trainings.js';
import {
  checkTrainingReport,
  TRAINING_REPORT_FORMAT,
  TRAINING_REPORT_VERSION,
  type TrainingReport,
} from '../../../evaluation/report/training/training-report.js';
import { excerptOfJson } from '../../../files/excerpt.js';
import { parseJson } from '../../../files/parse-json.js';
import { fileError } from '../../../files/system-error.js';
import { renderIssue } from '../../../model/file/render-issue.js';
import { isRecord } from '../../is-record.js';

/** @throws InputError if a file is no report of a training, or a damaged one */
export async function readEarlierReports(paths: readonly string[]): Promise<EarlierReport[]> {
  const reports: EarlierReport[] = [];
  for (const path of paths) {
    reports.push({ name: basename(path), report: await readTrainingReport(path) });
  }
  return reports;
}

async function readTrainingReport(path: string): Promise<TrainingReport> {
  const page = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(error, path);
  });
  const value = parseJson(findPageData(page) ?? '');
  if (!isRecord(value) || value.format !== TRAINING_REPORT_FORMAT) {
    throw new InputError(`${path}: expected a page of tagger train --report, found another file`);
  }
  if (value.version !== TRAINING_REPORT_VERSION) {
    const found = value.version === undefined ? 'none' : excerptOfJson(value.version);
    throw new InputError(
      `${path}: expected a report of version ${TRAINING_REPORT_VERSION}, found ${found}`,
    );
  }
  const result = checkTrainingReport(value);
  if (result.success) return result.output;
  throw new InputError(`${path}${renderIssue(result.issues[0])}`);
}
