// Whether the defaults hold for small and large corpora: other settings at three sizes of
// CoNLL-2003.
import { meanOf, renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { type FlagSet, sizesFlagSets } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderSeedSpread } from './score-table.js';
import { knownFlagSets, renderLeftOut, type Setting, type Study } from './study.js';

const SEED_COUNT = 3;
const SIZES = { full: [100, 1000, undefined], quick: [20] };

/** The rows of one number of training sentences; the defaults come first. */
interface SizeRows {
  readonly name: string;
  readonly rows: readonly Row[];
}

export const sizes: Study = {
  plan: (setting) => sizesOf(setting).flatMap(({ rows }) => rows.flatMap(({ runs }) => runs)),
  render: (setting, outcomes) => {
    const all = sizesOf(setting);
    const rows = all.flatMap((size) => size.rows);
    const [{ corpus }] = rows[0].runs;
    const settings = all[0].rows.map(({ cells }, row) => [
      ...cells,
      ...all.map((size) => renderSeedSpread(f1Of(size.rows[row], outcomes))),
    ]);
    return [
      `F1 on dev of ${corpus} with vectors, its training sentences drawn by a seed: ${renderLegend(rows)}.`,
      renderMarkdownTable(['setting', ...all.map(({ name }) => name)], settings),
      all.map((size) => renderBest(size, outcomes)).join(' '),
      ...renderLeftOut(sizesFlagSets, setting),
      'The commands of the defaults; the flags of another setting come before the seed:',
      renderCommands(
        all.map((size) => size.rows[0]),
        setting,
      ),
    ].join('\n\n');
  },
};

function sizesOf(setting: Setting): SizeRows[] {
  const { scale } = setting;
  return SIZES[scale].map((sentences) => {
    const task = { corpus: 'conll2003', sentences, withVectors: true } as const;
    const rowOf = (flagSet: FlagSet): Row => ({
      cells: [flagSet.name],
      runs: runsOf(task, flagSet, { scale, seedCount: SEED_COUNT }),
    });
    const count = sentences === undefined ? 'all' : renderWholeNumber(sentences);
    return { name: `${count} sentences`, rows: knownFlagSets(sizesFlagSets, setting).map(rowOf) };
  });
}

const f1Of = ({ runs }: Row, outcomes: Outcomes<AccuracyRun>) =>
  outcomeFigures(runs, outcomes, 'devF1');

/** The best row of a size, and the distance of the defaults from it. */
export function renderBest({ name, rows }: SizeRows, outcomes: Outcomes<AccuracyRun>): string {
  const means = rows.map((row) => meanOf(f1Of(row, outcomes)));
  const highest = Math.max(...means);
  const best = means.indexOf(highest);
  if (best === 0) return `Best with ${name}: the defaults, ${highest.toFixed(2)}.`;
  const distance = (highest - means[0]).toFixed(2);
  return `Best with ${name}: ${rows[best].cells[0]}, ${highest.toFixed(2)}; the defaults are ${distance} below.`;
}
