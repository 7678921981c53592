// What text without labels brings, by the number of labeled sentences and the amount of text.
import type { CorpusName } from '../harness/corpora.js';
import { meanOf, renderWholeNumber } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, runsOf, type Unlabeled } from './accuracy-run.js';
import { renderGain } from './fine-tuning.js';
import { defaults } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import type { Setting, Study } from './study.js';

const SEED_COUNT = 3;

/** Trainings that differ by their text without labels; the first have none. */
interface Task {
  readonly corpus: CorpusName;
  readonly test?: CorpusName;
  readonly sentences?: number;
  readonly withVectors: boolean;
  readonly texts: readonly Unlabeled[];
}

const MILLION = 1_000_000;
const rawText = (words: number): Unlabeled => ({ source: 'raw text', words });
const ofCorpus: Unlabeled = { source: 'train', words: MILLION };
const newswire = { corpus: 'conll2003', withVectors: true } as const;
const posts = { corpus: 'wnut17', test: 'wnut17', texts: [rawText(MILLION)] } as const;

const fullTasks: readonly Task[] = [
  { ...newswire, sentences: 100, texts: [ofCorpus, rawText(MILLION), rawText(5 * MILLION)] },
  { ...newswire, sentences: 1000, texts: [rawText(MILLION)] },
  { ...newswire, texts: [rawText(MILLION)] },
  { ...posts, withVectors: true },
  { ...posts, withVectors: false },
];
const quickTasks: readonly Task[] = [
  { corpus: 'teddy', test: 'teddy', sentences: 20, withVectors: true, texts: [rawText(500)] },
];

const columns = [
  { title: 'F1 on dev', figure: 'devF1' },
  { title: 'F1 on test', figure: 'testF1' },
];

export const unlabeled: Study = {
  plan: (setting) => rowsOf(setting).flatMap(({ rows }) => rows.flatMap(({ runs }) => runs)),
  render: (setting, outcomes) => {
    const tasks = rowsOf(setting);
    const rows = tasks.flatMap((task) =>
      task.rows.map((row) => ({
        ...row,
        cells: [...row.cells, renderGainOf(row, task.rows[0], outcomes)],
      })),
    );
    const titles = ['corpus', 'labeled sentences', 'vectors', 'text without labels', 'gain on dev'];
    return [
      `F1: ${renderLegend(rows)}. The best epoch is chosen on dev, and its model is scored once on test. The gain is the difference of the means to the row without text. The seconds are those of the whole command, with the training of the teacher.`,
      renderScores(titles, columns, rows, outcomes),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function rowsOf(setting: Setting): { readonly rows: readonly Row[] }[] {
  const { scale, vectors } = setting;
  return (scale === 'full' ? fullTasks : quickTasks).map(({ texts, ...task }) => ({
    rows: [undefined, ...texts].map((text) => ({
      cells: [
        task.corpus,
        task.sentences === undefined ? 'all' : renderWholeNumber(task.sentences),
        task.withVectors ? vectors : 'none',
        renderText(text),
      ],
      runs: runsOf({ ...task, unlabeled: text }, defaults, { scale, seedCount: SEED_COUNT }),
    })),
  }));
}

function renderText(text: Unlabeled | undefined): string {
  if (!text) return 'none';
  if (text.source === 'train') return 'the sentences of train';
  return `${renderWholeNumber(text.words)} words`;
}

function renderGainOf(row: Row, without: Row, outcomes: Outcomes<AccuracyRun>): string {
  if (row === without) return '';
  const mean = ({ runs }: Row) => meanOf(outcomeFigures(runs, outcomes, 'devF1'));
  return renderGain(mean(row) - mean(without));
}
