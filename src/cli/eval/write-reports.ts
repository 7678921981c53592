// Writes the reports that --report asks for, each to its file, to standard output, or to the summary of a CI job.
import { appendFile } from 'node:fs/promises';
import type { EvalReport } from '../../evaluation/report/eval-report.js';
import { writeError } from '../../files/system-error.js';
import { writeFileAtomically } from '../../files/write-file.js';
import type { ReportKind, ReportRequest } from '../commands/eval-flags.js';
import { escapeLines } from '../terminal/escape.js';
import type { FailedWrites } from './failed-writes.js';

// Names the file in which GitHub Actions expects the summary of a step.
const SUMMARY_VARIABLE = 'GITHUB_STEP_SUMMARY';

/** Writes each report and returns the text for standard output. */
export async function writeReports(
  requests: readonly ReportRequest[],
  report: EvalReport,
  corpusPath: string,
  failed: FailedWrites,
): Promise<string> {
  let output = '';
  for (const { kind, file } of requests) {
    const text = await renderReport(kind, report, corpusPath);
    const summary = kind === 'markdown' ? process.env[SUMMARY_VARIABLE] : undefined;
    if (file !== undefined) {
      await failed.attempt(() => writeFileAtomically(file, [Buffer.from(text)]));
    } else if (summary) {
      await failed.attempt(() => append(summary, text));
    } else output += text;
  }
  return output;
}

async function append(path: string, text: string): Promise<void> {
  await appendFile(path, text).catch((error: unknown) => {
    throw writeError(error, path);
  });
}

// Each kind is loaded when it is asked for.
async function renderReport(
  kind: ReportKind,
  report: EvalReport,
  corpusPath: string,
): Promise<string> {
  switch (kind) {
    case 'text':
      return escapeLines(
        (await import('../../evaluation/report/report-text.js')).renderTextReport(report),
      );
    case 'json':
      return `${JSON.stringify(report, null, 1)}\n`;
    case 'junit':
      return (await import('../../evaluation/report/junit.js')).renderJunit(report);
    case 'markdown':
      return escapeLines(
        (await import('../../evaluation/report/report-markdown.js')).renderMarkdownReport(report),
      );
    case 'github':
      return escapeLines(
        (await import('../../evaluation/report/github.js')).renderGithub(report, corpusPath),
      );
    case 'html':
      return (await import('../../evaluation/report/html/html-report.js')).renderHtmlReport(report);
  }
}
