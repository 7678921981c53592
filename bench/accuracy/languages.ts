// F1 in other languages and scripts: on the tokens of the corpus, and on raw text.
import type { CorpusName } from '../harness/corpora.js';
import { meanOf, renderMarkdownTable } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { withoutDocuments } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderSeedSpread } from './score-table.js';
import type { Setting, Study } from './study.js';

const SEED_COUNT = 3;

const corpora: readonly (readonly [language: string, corpus: CorpusName])[] = [
  ['Chinese', 'zh_gsd'],
  ['Croatian', 'hr_set'],
  ['Portuguese', 'pt_bosque'],
  ['Swedish', 'sv_talbanken'],
];

export const languages: Study = {
  plan: (setting) => rowsOf(setting).flatMap(({ runs }) => runs),
  render: (setting, outcomes) => {
    const rows = rowsOf(setting);
    return [
      `F1 without vectors: ${renderLegend(rows)}. The best epoch is chosen on dev. On raw text, entities are compared by their characters.`,
      renderMarkdownTable(
        ['language', 'F1 on dev', 'F1 on test', 'F1 on raw test', 'loss on raw text'],
        rows.map((row) => [...row.cells, ...figuresOf(row, outcomes)]),
      ),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function rowsOf({ scale }: Setting): Row[] {
  return corpora.map(([language, corpus]) => {
    const task = { corpus, test: corpus, withVectors: false, readsRawText: true } as const;
    return {
      cells: [language],
      runs: runsOf(task, withoutDocuments, { scale, seedCount: SEED_COUNT }),
    };
  });
}

function figuresOf({ runs }: Row, outcomes: Outcomes<AccuracyRun>): string[] {
  const figures = ['devF1', 'testF1', 'rawTestF1'].map((name) =>
    outcomeFigures(runs, outcomes, name),
  );
  const [, test, raw] = figures.map(meanOf);
  return [...figures.map(renderSeedSpread), (test - raw).toFixed(2)];
}
