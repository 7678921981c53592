// How often the significance test finds a difference between two systems that have none.
//
// Run: node dist/bench/false-alarms.js [CORPUS] [--model MODEL] [--comparisons N] [--seed N]
//
// Each comparison draws a corpus of as many sentences with replacement, and two systems from one
// distribution: each is the model with its own random errors. Every predicted entity is lost, gets
// another type or another boundary with equal chances, and every sentence without one may get an
// entity. The null hypothesis holds, so at most 5 % of the p-values should be below 0.05. The
// same study with more errors in the second system shows how often a true difference is found.
import { parseArgs } from 'node:util';
import type { LabeledSentence } from '../src/corpora/conll.js';
import { readConll } from '../src/corpora/conll-file.js';
import type { TagScheme } from '../src/corpora/tag-scheme.js';
import type { Span } from '../src/corpora/tags.js';
import { type Comparison, compareF1 } from '../src/evaluation/compare.js';
import type { CountTable } from '../src/evaluation/count-table.js';
import { createJudge } from '../src/evaluation/judge.js';
import { rowOf } from '../src/evaluation/row-names.js';
import { readModel } from '../src/model/file/model-file.js';
import { createRandom, type Random } from '../src/tensors/random.js';
import { renderMarkdownTable } from './harness/markdown.js';
import { runProgram } from './harness/program.js';

const LEVEL = 0.05;
const ERROR_RATE = 0.1;
const HIGHER_ERROR_RATES = [0.1, 0.15, 0.2];

interface Answer {
  readonly sentence: LabeledSentence;
  readonly predicted: readonly Span[];
}

interface Study {
  readonly answers: readonly Answer[];
  readonly types: readonly string[];
  readonly scheme: TagScheme;
  readonly comparisonCount: number;
  readonly seed: number;
}

await runProgram('false-alarms', async () => {
  const { values, positionals } = parseArgs({
    options: {
      model: { type: 'string', default: 'models/en.safetensors' },
      comparisons: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
    allowPositionals: true,
  });
  const { sentences, scheme } = await readConll(positionals[0] ?? 'data/teddy/dev.conll');
  const { tagger } = await readModel(values.model, 'exact');
  const predicted = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
  const study: Study = {
    answers: sentences.map((sentence, index) => ({ sentence, predicted: predicted[index] })),
    types: tagger.labels.types,
    scheme,
    comparisonCount: Number(values.comparisons),
    seed: Number(values.seed),
  };
  const rows = HIGHER_ERROR_RATES.map((rate) => rowOfStudy(rate, compareOften(study, rate)));
  const header = ['errors in the second system', 'p < 0.05', 'and a drop', 'mean difference'];
  process.stdout.write(`${renderMarkdownTable(header, rows)}\n`);
});

function rowOfStudy(rate: number, comparisons: readonly Comparison[]): string[] {
  const significant = comparisons.filter(({ pValue }) => pValue < LEVEL);
  const drops = significant.filter(({ difference }) => difference > 0);
  const sum = comparisons.reduce((total, { difference }) => total + difference, 0);
  const share = (count: number) => `${((100 * count) / comparisons.length).toFixed(1)}%`;
  const name = rate === ERROR_RATE ? 'as in the first' : `${(rate / ERROR_RATE).toFixed(1)} times`;
  return [
    name,
    share(significant.length),
    share(drops.length),
    (sum / comparisons.length).toFixed(2),
  ];
}

function compareOften(study: Study, secondRate: number): Comparison[] {
  const random = createRandom(study.seed);
  return Array.from({ length: study.comparisonCount }, () => {
    const { answers } = study;
    const drawn = answers.map(() => answers[random.below(answers.length)]);
    const first = judgeWithErrors(drawn, study, ERROR_RATE, random);
    const second = judgeWithErrors(drawn, study, secondRate, random);
    return compareF1(first, second, rowOf.overall, random.below);
  });
}

function judgeWithErrors(
  drawn: readonly Answer[],
  { types, scheme }: Study,
  rate: number,
  random: Random,
): CountTable {
  const judge = createJudge({ scheme, mostErrors: 0 });
  for (const { sentence, predicted } of drawn) {
    const { tokens, spans: gold, line } = sentence;
    const perturbed = withErrors(predicted, tokens.length, types, rate, random);
    judge.add({ tokens, gold, predicted: perturbed, line });
  }
  return judge.finish().counts;
}

function withErrors(
  predicted: readonly Span[],
  tokenCount: number,
  types: readonly string[],
  rate: number,
  random: Random,
): Span[] {
  const isError = () => random.uniform() < rate;
  const anyType = () => types[random.below(types.length)];
  if (predicted.length === 0) {
    if (tokenCount === 0 || !isError()) return [];
    const start = random.below(tokenCount);
    return [{ start, end: start + 1, label: anyType() }];
  }
  return predicted.flatMap((span, index) => {
    if (!isError()) return [span];
    const limit = predicted[index + 1]?.start ?? tokenCount;
    switch (random.below(3)) {
      case 0:
        return [];
      case 1:
        return [{ ...span, label: anyType() }];
      default:
        return [{ ...span, end: Math.min(span.end + 1, limit) }];
    }
  });
}
