// Reads an earlier JSON report: a baseline, or the other side of --compare.
import { open, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import {
  type EvalReport,
  evalReportSchema,
  REPORT_FORMAT,
  REPORT_VERSION,
} from '../../evaluation/report/eval-report.js';
import { fileError } from '../../files/system-error.js';
import { ComparisonError } from '../flags/usage-error.js';

/** @throws ComparisonError if the file is not a report of this version, or was edited into something else */
export async function readReport(path: string): Promise<EvalReport> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(error, path);
  });
  const value = parseJson(text);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('format' in value) ||
    value.format !== REPORT_FORMAT
  ) {
    throw new ComparisonError(`${path}: expected a JSON report of tagger eval, found another file`);
  }
  if (!('version' in value) || value.version !== REPORT_VERSION) {
    const found = 'version' in value ? JSON.stringify(value.version) : 'none';
    throw new ComparisonError(
      `${path}: expected a report of version ${REPORT_VERSION}, found ${found}`,
    );
  }
  const result = v.safeParse(evalReportSchema, value);
  if (result.success && isConsistent(result.output)) return result.output;
  const [issue] = result.issues ?? [];
  const place = issue === undefined ? 'systems' : (v.getDotPath(issue) ?? 'the report');
  const what = issue === undefined ? 'the counts of the sentences do not add up' : issue.message;
  throw new ComparisonError(`${path}: ${place}: ${what}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the counts by sentence add up to the scores, which a hand-edited report may not do. */
function isConsistent({ corpus, systems }: EvalReport): boolean {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return systems.every(({ overall, sentenceCounts: { overall: counts } }) => {
    const lengths = [counts.gold, counts.predicted, counts.correct].map(({ length }) => length);
    const expectedF1 =
      overall.gold + overall.predicted === 0
        ? 0
        : (200 * overall.correct) / (overall.gold + overall.predicted);
    return (
      lengths.every((length) => length === counts.sentences.length) &&
      counts.sentences.every((sentence) => sentence < corpus.sentences) &&
      sum(counts.gold) === overall.gold &&
      sum(counts.predicted) === overall.predicted &&
      sum(counts.correct) === overall.correct &&
      Math.abs(expectedF1 - overall.f1) < 1e-6
    );
  });
}

/** What a file is, by its first bytes. */
export async function detectFile(path: string): Promise<'report' | 'model' | 'predictions'> {
  if (path === 'en') return 'model';
  const file = await open(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    // A safetensors file begins with the length of its header in eight bytes.
    if (start[8] === '{' && start.slice(2, 8).includes('\0')) return 'model';
    return start.trimStart().startsWith('{') && start.includes(REPORT_FORMAT)
      ? 'report'
      : 'predictions';
  } finally {
    await file.close();
  }
}

const FIRST_BYTES = 64;
