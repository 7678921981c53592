// The result of `tagger check` as JSON, one finding a line.
import type { CheckedCorpus } from '../../checks/corpus/checked-corpus.js';
import { type Finding, type FindingPlace, kinds } from '../../checks/finding.js';
import type { Layout } from '../../corpora/layout.js';
import { countSeverities, isRepaired, measure, type Report } from './report.js';

const FORMAT = 'teddy-check-report';
const FORMAT_VERSION = 1;

export function* renderJson(report: Report): Generator<string> {
  const { error, warning } = countSeverities(report);
  const head = {
    format: FORMAT,
    version: FORMAT_VERSION,
    errorCount: error,
    warningCount: warning,
    fix: report.fix ?? null,
    corpora: report.corpora.map(describeCorpus),
  };
  // Findings may be too many for one string.
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "findings": [`;
  let separator = '\n';
  for (const finding of report.findings) {
    yield `${separator}    ${JSON.stringify(describeFinding(finding, report))}`;
    separator = ',\n';
  }
  yield report.findings.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

function describeCorpus(corpus: CheckedCorpus) {
  const { path, layout, description, scheme } = corpus;
  const { sentenceCount, brokenSentenceCount, tokenCount } = corpus;
  const { entityCount, types } = measure(corpus);
  return {
    path,
    layout: layout === undefined ? null : columnsOf(layout),
    ...(description !== undefined && { description }),
    scheme: layout === undefined ? null : scheme,
    sentenceCount,
    brokenSentenceCount,
    tokenCount,
    entityCount,
    types: Object.fromEntries(types),
  };
}

const columnsOf = ({ columnCount, tokenColumn, tagColumn }: Layout) => ({
  columnCount,
  tokenColumn,
  tagColumn,
});

function describeFinding(finding: Finding, report: Report) {
  const { kind, place, message, excerpt = null, others = [], count } = finding;
  return {
    kind,
    severity: kinds[kind].severity,
    ...describePlace(place),
    message,
    excerpt,
    others: others.map(describePlace),
    isRepaired: isRepaired(finding, report),
    ...(count !== undefined && { count }),
  };
}

function describePlace({ path, line }: FindingPlace) {
  return { path, line: line ?? null };
}
