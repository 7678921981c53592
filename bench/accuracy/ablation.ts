// What each part of the defaults is worth: CoNLL-2003 with vectors, one change at a time.
import { runsOf } from './accuracy-run.js';
import { ablationFlagSets } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import { knownFlagSets, renderLeftOut, type Setting, type Study } from './study.js';

const SEED_COUNT = 3;
const SENTENCES = { full: undefined, quick: 60 };

const columns = [{ title: 'F1 on dev', figure: 'devF1' }];

export const ablation: Study = {
  plan: (setting) => rowsOf(setting).flatMap(({ runs }) => runs),
  render: (setting, outcomes) => {
    const rows = rowsOf(setting);
    const [{ corpus }] = rows[0].runs;
    return [
      `${corpus} with vectors, one change at a time: ${renderLegend(rows)}. The seconds are those of the whole command.`,
      renderScores(['network'], columns, rows, outcomes),
      ...renderLeftOut(ablationFlagSets, setting),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function rowsOf(setting: Setting): Row[] {
  const { scale } = setting;
  const task = { corpus: 'conll2003', sentences: SENTENCES[scale], withVectors: true } as const;
  return knownFlagSets(ablationFlagSets, setting).map((flagSet) => ({
    cells: [flagSet.name],
    runs: runsOf(task, flagSet, { scale, seedCount: SEED_COUNT }),
  }));
}
