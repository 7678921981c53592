// What it gains to go on from a trained model over starting empty, with little and with much to learn from.
import { meanOf, renderCount, renderTable } from '../harness/markdown.js';
import { figuresOf, type Outcomes } from '../harness/run.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { defaults } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import type { Setting, Study } from './study.js';

const SIZES = { full: [100, 300, 1000, undefined], quick: [20, undefined] };
const SEED_COUNT = 3;

const columns = [
  { title: 'F1 on dev', figure: 'devF1' },
  { title: 'F1 on test', figure: 'testF1' },
];

/** On one number of training sentences. */
interface Comparison {
  readonly size: string;
  readonly empty: Row;
  readonly fromModel: Row;
}

export const fineTuning: Study = {
  plan: (setting) => rowsOf(comparisonsOf(setting)).flatMap(({ runs }) => runs),
  render: (setting, outcomes) => {
    const comparisons = comparisonsOf(setting);
    const rows = rowsOf(comparisons);
    const [{ corpus }] = rows[0].runs;
    return [
      `${corpus}, its training sentences drawn by a seed, begun with vectors or with all of a trained model; ${renderLegend(rows)}; the best epoch by dev, test scored once, by that epoch's model; seconds of the whole command:`,
      renderScores(['training sentences', 'begun with'], columns, rows, outcomes),
      'What the model gains over the vectors, as the difference of the means:',
      renderGains(comparisons, outcomes),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function comparisonsOf({ scale, vectors, startingModel }: Setting): Comparison[] {
  return SIZES[scale].map((sentences) => {
    const task = { corpus: 'wnut17', sentences, test: 'wnut17' } as const;
    const seeds = { scale, seedCount: SEED_COUNT };
    const size = sentences === undefined ? 'all' : renderCount(sentences);
    const empty = runsOf({ ...task, withVectors: true }, defaults, seeds);
    // A model brings its own vectors: the command refuses others beside it.
    const fromModel = runsOf({ ...task, withVectors: false, fromModel: true }, defaults, seeds);
    return {
      size,
      empty: { cells: [size, vectors], runs: empty },
      fromModel: { cells: [size, startingModel], runs: fromModel },
    };
  });
}

const rowsOf = (comparisons: readonly Comparison[]) =>
  comparisons.flatMap(({ empty, fromModel }) => [empty, fromModel]);

function renderGains(comparisons: readonly Comparison[], outcomes: Outcomes<AccuracyRun>): string {
  const header = ['training sentences', ...columns.map(({ title }) => title)];
  const lines = comparisons.map(({ size, empty, fromModel }) => [
    size,
    ...columns.map(({ figure }) => {
      const mean = ({ runs }: Row) => meanOf(figuresOf(runs, outcomes, figure));
      return renderGain(mean(fromModel) - mean(empty));
    }),
  ]);
  return renderTable(header, lines);
}

/** As in +1.25 and -0.50. */
export function renderGain(difference: number): string {
  const text = Math.abs(difference).toFixed(2);
  return `${difference < 0 && Number(text) > 0 ? '-' : '+'}${text}`;
}
