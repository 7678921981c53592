// Reports at the limits of what the page has to show.
import type { EvalReport, ReportError } from '../../../../src/evaluation/report/eval-report.js';
import { rowOf } from './figures.js';
import { errorOf } from './news-errors.js';
import { oneSystem } from './news-report.js';
import { type Answers, reportOf, systemOf } from './report-of.js';

const tokens = { count: 20_000, correct: 19_000 };

const reportFor = (answers: Partial<Answers>): EvalReport =>
  reportOf(systemOf({ name: 'model.safetensors', correct: {}, errors: [], tokens, ...answers }));

export const oneType = reportFor({
  correct: { PER: 3 },
  errors: [errorOf(1, 'Ada spoke .', 'PER Ada', '')],
});

export const noErrors = reportFor({ correct: { LOC: 10, PER: 20 } });

/** Gold and predictions without any entity. */
export const noEntities = reportFor({});

const longName = (index: number) =>
  `${index}-${index % 2 === 0 ? 'Organization_of_a_kind_with_a_very_long_name_without_a_space' : 'T'}`;

export const sixtyTypes = reportFor({
  correct: Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [longName(index), 7 * index]),
  ),
  errors: Array.from({ length: 300 }, (_, index) => {
    const [gold, predicted] = [longName(index % 60), longName((index * 7) % 60)];
    return errorOf(
      10 * index + 1,
      'The word is odd .',
      `${gold} word`,
      `${predicted} odd`,
      index % 100,
    );
  }),
});

const KINDS = [
  ['PER Ada', ''],
  ['', 'LOC Ada'],
  ['PER Ada', 'ORG Ada'],
  ['ORG Ada Systems', 'ORG Ada'],
  ['ORG Ada Systems', 'MISC Ada'],
] as const;

/** One error a sentence; every seventh sentence is about a cat. */
export const manyErrors = reportFor({
  correct: { LOC: 9000, PER: 9000, ORG: 9000, MISC: 9000 },
  errors: Array.from({ length: 5000 }, (_, index) => {
    const [gold, predicted] = KINDS[index % KINDS.length];
    const sentence = `On day ${index} Ada Systems saw a ${index % 7 === 0 ? 'cat' : 'dog'} .`;
    return errorOf(12 * index + 1, sentence, gold, predicted, index % 101);
  }),
});

export const HOSTILE = {
  script: '<script>window.wasRun = true</script>',
  endOfScript: '</script><img src=x onerror="window.wasRun = true">',
  comment: '<!--<script>',
  quotes: `"'\`><b onclick='window.wasRun=true'>`,
  nul: 'nul\u0000inside',
  controls: 'bell\u0007tab\tline\u2028end\u2029',
  rightToLeft: 'ירושלים',
  override: '\u202egnirts desrever',
  halfPair: 'half\ud800pair',
  zeroWidth: 'zero\u200bwidth\u00adsoft',
  long: 'x'.repeat(10_000),
  prototype: '__proto__',
} as const;

const hostileTexts = Object.values(HOSTILE);

function hostileError(text: string, index: number): ReportError {
  const inSentence = { start: 1, end: 2, text };
  return {
    kind: 'wrong type',
    line: 3 * index + 1,
    tokens: ['A', text, 'token', HOSTILE.rightToLeft, '.'],
    gold: { ...inSentence, type: text.slice(0, 40) },
    predicted: { ...inSentence, type: 'PER', start: 0.5, end: 9 },
  };
}

const hostileSystem = systemOf({
  name: `model ${HOSTILE.script} ${HOSTILE.override} ${'long'.repeat(100)}`,
  correct: { PER: 5 },
  errors: hostileTexts.map(hostileError),
  tokens,
});

/** Texts that try to run, to leave their place or to hide, wherever a text can be. */
export const hostile: EvalReport = {
  ...oneSystem,
  program: { name: HOSTILE.script, version: HOSTILE.quotes },
  corpus: {
    ...oneSystem.corpus,
    name: `${HOSTILE.endOfScript} ${HOSTILE.long.slice(0, 500)}`,
    scheme: HOSTILE.quotes,
    mapTypes: Object.fromEntries(
      hostileTexts.map((text) => [text.slice(0, 200), text.slice(0, 200)]),
    ),
  },
  systems: [
    {
      ...hostileSystem,
      breakdowns: [
        { name: HOSTILE.script, groups: [{ name: HOSTILE.endOfScript, ...rowOf(1, 1, 1) }] },
      ],
    },
    { ...hostileSystem, name: HOSTILE.endOfScript },
  ],
  comparison: oneSystem.comparison && {
    ...oneSystem.comparison,
    other: { name: HOSTILE.quotes },
    types: Object.fromEntries(
      hostileTexts.map((text) => [text.slice(0, 200), oneSystem.comparison!.overall]),
    ),
  },
  baseline: oneSystem.baseline && { ...oneSystem.baseline, name: HOSTILE.endOfScript },
  gates: hostileTexts.map((text, index) => ({
    name: `min-f1 ${text.slice(0, 300)}`,
    metric: 'f1',
    type: text.slice(0, 300),
    outcome: (['passed', 'failed', 'not comparable'] as const)[index % 3],
    message: text,
  })),
};
