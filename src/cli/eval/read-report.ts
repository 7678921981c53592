// Reads an earlier JSON report: a baseline, or the other side of --compare.
import { open, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { figuresOf } from '../../evaluation/figures.js';
import {
  type EvalReport,
  evalReportSchema,
  REPORT_FORMAT,
  REPORT_VERSION,
  type ReportRow,
  type ReportSystem,
} from '../../evaluation/report/eval-report.js';
import { parseJson } from '../../files/parse-json.js';
import { fileError } from '../../files/system-error.js';
import { withoutByteOrderMark } from '../../files/utf8-lines.js';
import { ComparisonError } from '../flags/usage-error.js';

/** @throws ComparisonError if the file is not a report of this version, or was edited into something else */
export async function readReport(path: string): Promise<EvalReport> {
  const text = await readText(path);
  const value = parseJson(withoutByteOrderMark(text));
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

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(error, path);
  });
}

/** Whether the counts by sentence add up to the scores, which a hand-edited report may not do. */
function isConsistent({ corpus, systems }: EvalReport): boolean {
  return systems.every(({ overall, types, sentenceCounts }) => {
    const names = Object.keys(types);
    return (
      names.length === Object.keys(sentenceCounts.types).length &&
      agrees(overall, sentenceCounts.overall, corpus.sentences) &&
      names.every((type) => agrees(types[type], sentenceCounts.types[type], corpus.sentences))
    );
  });
}

type SentenceColumns = ReportSystem['sentenceCounts']['overall'];

function agrees(row: ReportRow, columns: SentenceColumns | undefined, sentenceCount: number) {
  if (columns === undefined) return false;
  const { sentences, gold, predicted, correct } = columns;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const total = { gold: sum(gold), predicted: sum(predicted), correct: sum(correct) };
  const expected = figuresOf(total);
  return (
    [gold, predicted, correct].every(({ length }) => length === sentences.length) &&
    sentences.every((sentence, index) => index === 0 || sentence > sentences[index - 1]) &&
    sentences.every((sentence) => sentence < sentenceCount) &&
    COUNTS.every((name) => total[name] === row[name]) &&
    METRICS.every((name) => Math.abs(expected[name] - row[name]) < 1e-6)
  );
}

const COUNTS = ['gold', 'predicted', 'correct'] as const;
const METRICS = ['precision', 'recall', 'f1'] as const;

// No string of other JSON contains this, because its quotes are escaped there.
const FORMAT_KEY = new RegExp(`"format"\\s*:\\s*"${REPORT_FORMAT}"`);

/** What a file is, by its content: a damaged report is still a report, for an error that says so. */
export async function detectFile(path: string): Promise<'report' | 'model' | 'predictions'> {
  if (path === 'en') return 'model';
  const start = (await readStart(path)).replace(BYTE_ORDER_MARK, '');
  // A safetensors file begins with the length of its header in eight bytes.
  if (start[8] === '{' && start.slice(2, 8).includes('\0')) return 'model';
  if (!start.trimStart().startsWith('{')) return 'predictions';
  // JSON Lines have a whole object on the first line, and may be too long to search.
  const [first] = start.trimStart().split('\n', 1);
  const isWhole = parseJson(first) !== undefined;
  const searched = isWhole ? first : await readText(path);
  return FORMAT_KEY.test(searched) ? 'report' : 'predictions';
}

const FIRST_BYTES = 1 << 16;
// Its three bytes, as characters.
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

/** The first bytes as characters. */
async function readStart(path: string): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await file.close();
  }
}
