// What fine-tuning a base model gains over training with vectors alone, at several corpus sizes.
import { meanOf, renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { defaults } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import type { Setting, Study } from './study.js';

const SIZES = { full: [100, 300, 1000, undefined], quick: [20, 40] };
const SEED_COUNT = 3;

const columns = [
  { title: 'F1 on dev', figure: 'devF1' },
  { title: 'F1 on test', figure: 'testF1' },
];

/** Both rows of one number of training sentences. */
interface Comparison {
  readonly size: string;
  readonly fromVectors: Row;
  readonly fromModel: Row;
}

export const fineTuning: Study = {
  plan: (setting) => rowsOf(comparisonsOf(setting)).flatMap(({ runs }) => runs),
  render: (setting, outcomes) => {
    const comparisons = comparisonsOf(setting);
    const rows = rowsOf(comparisons);
    const [{ corpus }] = rows[0].runs;
    return [
      `${corpus}, with training sentences drawn by a seed, starting from vectors or from the base model: ${renderLegend(rows)}. The best epoch is chosen on dev, and its model is scored once on test. The seconds are those of the whole command.`,
      renderScores(['training sentences', 'start'], columns, rows, outcomes),
      'The gain of the base model over the vectors, as the difference of the means:',
      renderGains(comparisons, outcomes),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function comparisonsOf({ scale, vectors, baseModel }: Setting): Comparison[] {
  return SIZES[scale].map((sentences) => {
    const task = { corpus: 'wnut17', sentences, test: 'wnut17' } as const;
    const seeds = { scale, seedCount: SEED_COUNT };
    const size = sentences === undefined ? 'all' : renderWholeNumber(sentences);
    const fromVectors = runsOf({ ...task, withVectors: true }, defaults, seeds);
    // A base model has its own vectors: the command refuses others beside it.
    const fromModel = runsOf({ ...task, withVectors: false, fromModel: true }, defaults, seeds);
    return {
      size,
      fromVectors: { cells: [size, vectors], runs: fromVectors },
      fromModel: { cells: [size, baseModel], runs: fromModel },
    };
  });
}

const rowsOf = (comparisons: readonly Comparison[]) =>
  comparisons.flatMap(({ fromVectors, fromModel }) => [fromVectors, fromModel]);

function renderGains(comparisons: readonly Comparison[], outcomes: Outcomes<AccuracyRun>): string {
  const header = ['training sentences', ...columns.map(({ title }) => title)];
  const lines = comparisons.map(({ size, fromVectors, fromModel }) => [
    size,
    ...columns.map(({ figure }) => {
      const mean = ({ runs }: Row) => meanOf(outcomeFigures(runs, outcomes, figure));
      return renderGain(mean(fromModel) - mean(fromVectors));
    }),
  ]);
  return renderMarkdownTable(header, lines);
}

/** As in "+1.25" and "-0.50". */
export function renderGain(difference: number): string {
  const text = Math.abs(difference).toFixed(2);
  return `${difference < 0 && Number(text) > 0 ? '-' : '+'}${text}`;
}
