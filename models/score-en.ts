// The scores of the English model's card, as Markdown: overall and by type, in other cases, by
// domain, the types that it confuses, and its calibration.
//
// Run: TEDDY_CORPORA=FOLDER node dist/models/score-en.js [MODEL]
import { env } from 'node:process';
import type { Judgment } from '../src/evaluation/judge.js';
import { rowOf } from '../src/evaluation/row-names.js';
import type { Tagger } from '../src/model/tagger.js';
import { confusedPairs } from './confused-pairs.js';
import { groupByDomain } from './domains.js';
import { type EnglishTest, readTests, recase } from './english-tests.js';
import { f1Of, judgeSentences, readTagger, renderScored } from './judge-english.js';
import { renderTable } from './markdown-table.js';
import { runCardCommand } from './run-card-command.js';

interface JudgedTest {
  readonly test: EnglishTest;
  readonly judgment: Judgment;
}

const TYPES = ['PER', 'ORG', 'LOC', 'MISC'];
const RECASED = ['wikigold/test', 'data/news/test'];
const PAIR_COUNT = 12;

await runCardCommand('score-en', async (model) => {
  const tests = await readTests(env.TEDDY_CORPORA);
  const tagger = await readTagger(model);
  const judge = (test: EnglishTest): JudgedTest => {
    return { test, judgment: judgeSentences(tagger, test.sentences) };
  };
  const judged = tests.map(judge);
  const recased = RECASED.flatMap((name) => {
    const found = judged.filter(({ test }) => test.name === name);
    return found.flatMap(({ test, judgment }) => [
      { test: { ...test, name: `${name}, as written` }, judgment },
      judge(recase(test, 'capitals')),
      judge(recase(test, 'lower case')),
    ]);
  });
  return [
    section('F1 by type', renderScores(judged)),
    section('In capitals and in lower case', renderScores(recased)),
    section('By domain', renderDomains(tagger, tests)),
    section('Confused types', renderConfusion(judged)),
    section('Calibration', renderCalibration(judged)),
  ].join('\n');
});

function section(title: string, table: string): string {
  return `### ${title}\n\n${table}`;
}

/** A row for each test, because the names of tests are long. */
function renderScores(judged: readonly JudgedTest[]): string {
  const rows = judged.map(({ test, judgment }) => {
    const { overall, types } = f1Of(judgment);
    const byType = TYPES.map((type) => types.get(type) ?? { f1: 0, interval: [0, 0] as const });
    return [test.name, ...[overall, ...byType].map(renderScored)];
  });
  return renderTable(['F1 (95% interval)', 'overall', ...TYPES], rows);
}

function renderDomains(tagger: Tagger, tests: readonly EnglishTest[]): string {
  const rows = tests.flatMap((test) =>
    groupByDomain(test).map(({ domain, sentences }) => {
      const judgment = judgeSentences(tagger, sentences);
      const { gold } = judgment.counts.totalOf(rowOf.overall);
      const figures = [`${sentences.length}`, `${gold}`, renderScored(f1Of(judgment).overall)];
      return [test.name, domain, ...figures];
    }),
  );
  return renderTable(['test', 'domain', 'sentences', 'entities', 'F1 (95% interval)'], rows, 2);
}

function renderConfusion(judged: readonly JudgedTest[]): string {
  const pairs = confusedPairs(judged.map(({ judgment }) => judgment.confusion));
  const rows = pairs
    .slice(0, PAIR_COUNT)
    .map(({ gold, predicted, counts, total }) => [
      gold || 'none',
      predicted || 'none',
      ...[total, ...counts].map(String),
    ]);
  const names = judged.map(({ test }) => test.name);
  return renderTable(['gold', 'predicted', 'all tests', ...names], rows, 2);
}

function renderCalibration(judged: readonly JudgedTest[]): string {
  const rows = judged.map(({ test, judgment: { calibration } }) => [
    test.name,
    `${calibration?.count ?? 0}`,
    calibration ? `${(100 * calibration.error).toFixed(1)}%` : 'none',
  ]);
  return renderTable(['test', 'predicted entities', 'expected calibration error'], rows);
}
