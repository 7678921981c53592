// F1 of the command on each corpus, with vectors and without.
import type { CorpusName } from '../harness/corpora.js';
import { renderWholeNumber } from '../harness/markdown.js';
import type { Outcomes } from '../harness/outcome.js';
import { type AccuracyRun, runsOf } from './accuracy-run.js';
import { defaults, type FlagSet, mainFlagSets, withoutDocuments } from './flag-sets.js';
import { type Row, renderCommands, renderLegend, renderScores } from './score-table.js';
import { knownFlagSets, renderLeftOut, type Setting, type Study } from './study.js';

interface Task {
  readonly corpus: CorpusName;
  readonly test?: CorpusName;
  readonly withVectors: boolean;
  readonly flagSets: readonly FlagSet[];
}

const newswire = { corpus: 'conll2003' } as const;
const posts = { corpus: 'wnut17', test: 'wnut17' } as const;

const tasks: readonly Task[] = [
  { ...newswire, withVectors: true, flagSets: [...mainFlagSets, withoutDocuments] },
  { ...newswire, withVectors: false, flagSets: [defaults, withoutDocuments] },
  { ...posts, withVectors: true, flagSets: mainFlagSets },
  { ...posts, withVectors: false, flagSets: mainFlagSets },
  { corpus: 'open-english', test: 'wikigold', withVectors: true, flagSets: [defaults] },
];

const SEED_COUNT = 3;

const columns = [
  { title: 'F1 on dev', figure: 'devF1' },
  { title: 'F1 on unseen dev', figure: 'unseenDevF1' },
  { title: 'F1 on test', figure: 'testF1' },
];

export const mainStudy: Study = {
  plan: (setting) => rowsOf(setting).flatMap(({ runs }) => runs),
  render: (setting, outcomes) => {
    const rows = rowsOf(setting);
    const titles = ['trained on', 'tested on', 'flags', 'vectors'];
    return [
      `F1: ${renderLegend(rows)}. The best epoch is chosen on dev, and its model is scored once on test. The seconds are those of the whole command.`,
      renderScores(titles, columns, rows, outcomes),
      `Unseen dev lacks the sentences that occur word for word in train: ${renderSeen(rows, outcomes)}.`,
      ...renderLeftOut([...mainFlagSets, withoutDocuments], setting),
      renderCommands(rows, setting),
    ].join('\n\n');
  },
};

function rowsOf(setting: Setting): Row[] {
  const { scale } = setting;
  return tasks.flatMap(({ flagSets, ...task }) =>
    knownFlagSets(flagSets, setting).map((flagSet) => {
      const runs = runsOf(task, flagSet, { scale, seedCount: SEED_COUNT });
      const files = [runs[0].corpus, runs[0].test ?? ''];
      const vectors = task.withVectors ? setting.vectors : 'none';
      return { cells: [...files, flagSet.name, vectors], runs };
    }),
  );
}

/** As in "193 of the 3,250 dev sentences of conll2003". */
function renderSeen(rows: readonly Row[], outcomes: Outcomes<AccuracyRun>): string {
  const byCorpus = new Map(rows.map(({ runs: [first] }) => [first.corpus, outcomes(first)]));
  const parts = [...byCorpus].flatMap(([corpus, outcome]) =>
    outcome === undefined
      ? []
      : `${renderWholeNumber(outcome.seenDevSentences)} of the ${renderWholeNumber(outcome.devSentences)} dev sentences of ${corpus}`,
  );
  return parts.join(', ');
}
