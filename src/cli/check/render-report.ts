// The result of `tagger check` for people: the corpora, the kinds of findings, then examples.
import type { CheckedCorpus } from '../../checks/corpus/checked-corpus.js';
import { visible } from '../../checks/corpus/visible.js';
import {
  countFindings,
  type Finding,
  type FindingPlace,
  type Kind,
  kindNames,
  kinds,
} from '../../checks/finding.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';
import { wrap } from '../terminal/wrap.js';
import { type CorpusSize, countSeverities, measure, type Report } from './report.js';

const WIDTH = 80;
const INDENT = '  ';
// A space at which no line breaks.
const TIE = '\u00a0';
const SHOWN_TYPES = 20;
const COUNT_WIDTH = 7;
const KIND_WIDTH = Math.max(...kindNames.map((kind) => kind.length));

export function* renderReport(report: Report, exampleCount: number): Generator<string> {
  for (const corpus of report.corpora) yield `${renderCorpus(corpus)}\n`;
  const groups = groupByKind(report.findings);
  const counts = countSeverities(report);
  if (groups.length === 0) yield 'No findings.\n';
  for (const severity of ['error', 'warning'] as const) {
    const rows = groups.filter(({ kind }) => kinds[kind].severity === severity);
    if (rows.length === 0) continue;
    yield `${renderCount(counts[severity], severity)}\n`;
    for (const row of rows) yield renderSummary(row, report);
  }
  if (exampleCount === 0) return;
  for (const group of groups) yield `\n${renderExamples(group, exampleCount)}`;
}

interface Group {
  readonly kind: Kind;
  readonly findings: readonly Finding[];
}

function groupByKind(findings: readonly Finding[]): Group[] {
  const groups = new Map<Kind, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.kind);
    if (group === undefined) groups.set(finding.kind, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([kind, members]) => ({ kind, findings: members }));
}

function renderLayout({ layout, scheme }: CheckedCorpus): string {
  if (layout === undefined) return '';
  const { columnCount, tokenColumn, tagColumn } = layout;
  return `${columnCount} columns: token ${tokenColumn}, tag ${tagColumn}; tag scheme ${scheme}`;
}

function renderCorpus(corpus: CheckedCorpus): string {
  const { path, layout, description, sentenceCount, tokenCount, brokenSentenceCount } = corpus;
  const name = visible(path);
  if (layout === undefined && description === undefined) return `${name}: no sentences\n`;
  const { entityCount, types } = measure(corpus);
  const broken =
    brokenSentenceCount === 0
      ? ''
      : `; without ${renderCount(brokenSentenceCount, 'sentence')} with malformed rows`;
  const paragraphs = [
    `${renderCount(sentenceCount, 'sentence')}, ${renderCount(tokenCount, 'token')}, ${renderEntities(entityCount)}${broken}`,
    description ?? renderLayout(corpus),
    renderTypes(types),
  ];
  const lines = paragraphs
    .flatMap((text) => wrap(text, WIDTH - INDENT.length))
    .map((line) => line.replaceAll(TIE, ' '));
  return [name, ...lines.map((line) => INDENT + line)]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const renderEntities = (count: number) =>
  count === 1 ? '1 entity' : `${renderInteger(count)} entities`;

function renderTypes(types: CorpusSize['types']): string {
  const shown = types
    .slice(0, SHOWN_TYPES)
    .map(([type, count]) => `${visible(type)}${TIE}${renderInteger(count)}`);
  const hiddenCount = types.length - shown.length;
  return [
    ...shown,
    ...(hiddenCount > 0 ? [`and ${renderCount(hiddenCount, 'more type')}`] : []),
  ].join(', ');
}

function renderSummary({ kind, findings }: Group, report: Report): string {
  const term = `${INDENT}${kind.padEnd(KIND_WIDTH)}${renderInteger(countFindings(findings)).padStart(COUNT_WIDTH)}  `;
  const lines = wrap(
    kinds[kind].description + renderRepairs(findings, report),
    WIDTH - term.length,
  );
  return lines
    .map((line, index) => `${index === 0 ? term : ' '.repeat(term.length)}${line}\n`)
    .join('');
}

function renderRepairs(findings: readonly Finding[], { fix }: Report): string {
  const count = countFindings(findings.filter(({ isRepairable }) => isRepairable));
  if (count === 0) return '';
  const which = count === countFindings(findings) ? 'all' : renderInteger(count);
  if (fix === undefined) return ` (--fix repairs ${which})`;
  return which === 'all' ? ' (repaired)' : ` (${which} repaired)`;
}

function renderExamples({ kind, findings }: Group, most: number): string {
  const lines = findings.slice(0, most).map(renderExample);
  const more = countFindings(findings.slice(most));
  return [`${kind}:`, ...lines, ...(more > 0 ? [`${renderInteger(more)} more`] : [])]
    .map((line, index) => `${index === 0 ? '' : INDENT}${line}\n`)
    .join('');
}

function renderExample({ place, message, excerpt }: Finding): string {
  const parts = [renderPlace(place), ` ${visible(message)}`];
  if (excerpt !== undefined) parts.push(` ${excerpt}`);
  return parts.join(':');
}

const renderPlace = ({ path, line }: FindingPlace) =>
  visible(line === undefined ? path : `${path}:${line}`);
