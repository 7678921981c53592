// Whether the defaults hold for little and for much to learn from: against other settings, at three sizes of a corpus.
import { meanOf, renderCount } from '../harness/markdown.js';
import { figuresOf, type Outcomes } from '../harness/run.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { sizesFlagSets } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import { knownFlagSets, renderLeftOut, type Setting, type Study } from './study.js';

const SEED_COUNT = 5;
const SIZES = { full: [100, 1000, undefined], quick: [20] };

const columns = [{ title: 'F1 on dev', figure: 'devF1' }];

export const sizes: Study = {
  plan: (setting) => SIZES[setting.scale].flatMap((size) => allRuns(rowsOf(size, setting))),
  render: (setting, outcomes) =>
    [
      ...SIZES[setting.scale].flatMap((size) => renderSize(size, setting, outcomes)),
      ...renderLeftOut(sizesFlagSets, setting),
    ].join('\n\n'),
};

const allRuns = (rows: readonly Row[]) => rows.flatMap(({ runs }) => runs);

/** The defaults come first. */
function rowsOf(sentences: number | undefined, setting: Setting): Row[] {
  const { scale } = setting;
  const task = { corpus: 'conll2003', sentences, withVectors: true } as const;
  return knownFlagSets(sizesFlagSets, setting).map((flagSet) => ({
    cells: [flagSet.name],
    runs: runsOf(task, flagSet, { scale, seedCount: SEED_COUNT }),
  }));
}

function renderSize(
  size: number | undefined,
  setting: Setting,
  outcomes: Outcomes<AccuracyRun>,
): string[] {
  const rows = rowsOf(size, setting);
  const [{ corpus }] = rows[0].runs;
  const part = size === undefined ? 'All' : `${renderCount(size)}, drawn by a seed,`;
  return [
    `${part} of the training sentences of ${corpus}, with vectors; ${renderLegend(rows)}:`,
    renderScores(['setting'], columns, rows, outcomes),
    renderDistance(rows, outcomes),
    'The command of the defaults, in which each setting stands before the seed:',
    renderCommands(rows.slice(0, 1), setting),
  ];
}

/** How far the defaults, the first row, are from the best. */
export function renderDistance(rows: readonly Row[], outcomes: Outcomes<AccuracyRun>): string {
  const means = rows.map(({ runs }) => meanOf(figuresOf(runs, outcomes, 'devF1')));
  const most = Math.max(...means);
  const best = means.indexOf(most);
  if (best === 0) return `Best: the defaults, ${most.toFixed(2)}.`;
  const distance = (most - means[0]).toFixed(2);
  return `Best: ${rows[best].cells[0]}, ${most.toFixed(2)}; the defaults are ${distance} below it.`;
}
