// `tagger eval`: scores a model on a corpus.
import { readConll } from '../../corpora/conll.js';
import { bootstrapF1, type F1Intervals } from '../../evaluation/bootstrap.js';
import { renderConlleval } from '../../evaluation/report/conlleval.js';
import { renderIntervals } from '../../evaluation/report/intervals.js';
import { renderScoreJson } from '../../evaluation/report/json.js';
import { type Score, scoreCorpus } from '../../evaluation/score.js';
import { pairSpans } from '../../evaluation/score-tagger.js';
import { createRandom } from '../../tensors/random.js';
import type { EvalFlags } from '../flags/commands.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import { renderCount } from '../terminal/numbers.js';
import { type Streams, write } from '../terminal/streams.js';
import { fitTypes } from './fit-types.js';

// Fixed, so that the same corpus and model give the same intervals.
const RESAMPLING_SEED = 1;

/** Prints the table of conlleval, or its figures as JSON; returns the exit code. */
export async function runEval(flags: EvalFlags, { stdout, stderr }: Streams): Promise<number> {
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const { tagger } = await readChosenModel(flags.model, engine, stderr);
  const corpus = await readConll(flags.corpus, flags);
  const { path, scheme, tokenCount } = corpus;
  const mapping = flags.mapTypes ?? new Map();
  const { sentences, warnings } = fitTypes(corpus, mapping, tagger.labels.types);
  const size = `${renderCount(sentences.length, 'sentence')}, ${renderCount(tokenCount, 'token')}`;
  await write(stderr, `${path}: ${size}, tag scheme ${scheme}\n`);
  for (const warning of [...corpus.warnings, ...warnings]) {
    await write(stderr, `tagger: warning: ${warning}\n`);
  }
  const pairs = pairSpans(tagger, sentences);
  const score = scoreCorpus(pairs, scheme);
  const intervals = flags.intervals
    ? bootstrapF1(pairs, createRandom(RESAMPLING_SEED).below)
    : undefined;
  await write(stdout, renderScore(score, intervals, flags));
  if (flags.verbose) await write(stderr, renderUsage(tagger));
  return 0;
}

function renderScore(
  score: Score,
  intervals: F1Intervals | undefined,
  { json }: EvalFlags,
): string {
  if (json) return `${JSON.stringify(renderScoreJson(score, intervals), null, 2)}\n`;
  const table = renderConlleval(score);
  return intervals ? `${table}\n${renderIntervals(score, intervals)}` : table;
}
