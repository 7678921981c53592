// How long tagger eval takes for a million tokens of gold and predictions in columns, and its peak memory.
import { writeFileSync } from 'node:fs';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { renderConllRows } from '../../src/corpora/render-conll.js';
import type { Span } from '../../src/corpora/tags.js';
import { createRandom, type Random } from '../../src/tensors/random.js';
import { pathOf, readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable } from '../harness/markdown.js';
import { type MeasuredRun, measureTagger } from '../harness/measured-run.js';
import { repeated, sampleCorpusName } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { printPart } from './print-part.js';

const TOKENS = { full: 1_000_000, quick: 1000 };
const ROUNDS = { full: 5, quick: 1 };
/** Of a token, as often as it is written in a row. */
const LENGTHS = [1, 10];
/** Seconds of processor time for a million tokens. */
const LIMITS = { table: 1.5, all: 4 };

await printPart((scale) => inTemporaryFolder((inFolder) => measureJudge(scale, inFolder)));

async function* measureJudge(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const { sentences } = await readCorpus(name);
  const [gold, predicted] = ['gold.conll', 'predicted.conll'].map(inFolder);
  const judged = ['eval', gold, '--predictions', predicted];
  const commands = [
    { what: 'table of conlleval', flags: [], limit: LIMITS.table },
    {
      what: 'all scores, 1,000 resamples',
      flags: ['--training', pathOf(name, 'train'), '--report', 'text'],
      limit: LIMITS.all,
    },
  ];
  const rows: string[][] = [];
  for (const [count, length] of [
    [1, LENGTHS[0]],
    [1, LENGTHS[1]],
    [2, LENGTHS[0]],
  ]) {
    const corpus = repeated(sentences, count * TOKENS[scale]);
    writePair(gold, predicted, corpus, length);
    for (const { what, flags, limit } of commands) {
      const best = fastest(ROUNDS[scale], () => measureTagger([...judged, ...flags]));
      const input = `${count} million${length > 1 ? `, words ${length} times as long` : ''}`;
      const isLimited = count === 1 && length === 1;
      const verdict = isLimited ? (best.processorSeconds <= limit ? 'yes' : 'no') : '';
      const figures = [best.processorSeconds.toFixed(2), isLimited ? String(limit) : '', verdict];
      rows.push([input, what, ...figures, best.peakMegabytes.toFixed(0)]);
    }
  }
  yield `Seconds of processor time in tagger eval, of all threads together, the least of ${ROUNDS[scale]} runs, and peak resident megabytes: tokens of ${name}, over and over, with random errors in the predictions.`;
  yield renderMarkdownTable(['tokens', 'output', 's', 'limit', 'within it', 'MB'], rows);
}

function writePair(
  goldPath: string,
  predictedPath: string,
  sentences: readonly LabeledSentence[],
  length: number,
): void {
  const random = createRandom(1);
  const [gold, predicted] = [[] as string[], [] as string[]];
  for (const sentence of sentences) {
    const tokens = sentence.tokens.map((token) => token.repeat(length));
    const spans = sentence.spans.flatMap((span) => mistaken(span, random));
    gold.push(renderConllRows({ ...sentence, tokens }));
    predicted.push(renderConllRows({ ...sentence, tokens, spans }));
  }
  writeFileSync(goldPath, gold.join('\n'));
  writeFileSync(predictedPath, predicted.join('\n'));
}

/** Of ten entities, about one is missed or has another type or boundary. */
function mistaken(span: Span, random: Random): Span[] {
  const { start, end } = span;
  switch (random.below(30)) {
    case 0:
      return [];
    case 1:
      return [{ label: 'PER', start, end }];
    case 2:
      return [{ ...span, end: Math.max(start + 1, end - 1) }];
    default:
      return [span];
  }
}

/** The run of the least processor time, with the highest peak of all. */
function fastest(rounds: number, measure: () => MeasuredRun): MeasuredRun {
  const runs = Array.from({ length: rounds }, measure);
  return {
    processorSeconds: Math.min(...runs.map(({ processorSeconds }) => processorSeconds)),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}
