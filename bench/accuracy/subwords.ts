// What vectors of subwords are worth without word vectors, by corpus.
import type { CorpusName } from '../harness/corpora.js';
import { renderMarkdownTable } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { type FlagSet, withoutDocuments } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderSeedSpread } from './score-table.js';
import type { Setting, Study } from './study.js';

const SEED_COUNT = 3;

const subwordFlags: FlagSet = {
  name: '`--subwords 20000`',
  flags: ['--subwords', '20000', ...withoutDocuments.flags],
};

interface Task {
  readonly corpus: CorpusName;
  readonly test?: CorpusName;
  /** The table by corpus has the defaults of the English corpora. */
  readonly flagSets: readonly FlagSet[];
}

const inLanguage = (corpus: CorpusName): Task => ({
  corpus,
  test: corpus,
  flagSets: [withoutDocuments, subwordFlags],
});

const tasks: readonly Task[] = [
  inLanguage('hr_set'),
  inLanguage('zh_gsd'),
  inLanguage('sv_talbanken'),
  inLanguage('pt_bosque'),
  { corpus: 'conll2003', flagSets: [subwordFlags] },
];

export const subwords: Study = {
  // All corpora with one seed, then with the next: an interrupted measurement says something of each.
  plan: (setting) => {
    const runs = rowsOf(setting).flatMap((row) => row.runs);
    return runs.toSorted((one, other) => one.seed - other.seed);
  },
  render: (setting, outcomes) => {
    const rows = rowsOf(setting);
    return [
      `F1 without vectors: ${renderLegend(rows)}. The best epoch is chosen on dev, and its model is scored once on test.`,
      renderMarkdownTable(
        ['corpus', 'flags', 'F1 on dev', 'F1 on test'],
        rows.map((row) => [...row.cells, ...figuresOf(row, outcomes)]),
      ),
      renderCommands(
        rows.filter(({ runs: [{ flags }] }) => flags.includes('--subwords')),
        setting,
      ),
    ].join('\n\n');
  },
};

function rowsOf({ scale }: Setting): Row[] {
  return tasks.flatMap(({ corpus, test, flagSets }) =>
    flagSets.map((flagSet) => {
      // As in the table by language, whose runs are then the same ones.
      const task = { corpus, test, withVectors: false, readsRawText: test !== undefined } as const;
      const runs = runsOf(task, flagSet, { scale, seedCount: SEED_COUNT });
      return { cells: [runs[0].corpus, flagSet.name], runs };
    }),
  );
}

function figuresOf({ runs }: Row, outcomes: Outcomes<AccuracyRun>): string[] {
  return ['devF1', 'testF1'].map((name) => {
    const figures = outcomeFigures(runs, outcomes, name);
    return figures.length > 0 ? renderSeedSpread(figures) : '';
  });
}
