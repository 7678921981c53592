// tagger eval: the figures of a model on a corpus.
import { renderConlleval } from '../evaluation/report/conlleval.js';
import { renderScoreJson } from '../evaluation/report/json.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import { readModel } from '../model/model-file.js';
import { readConll } from '../text/conll.js';
import { fitTypes } from './map-types.js';
import type { EvalFlags } from './options.js';
import { type Streams, write } from './streams.js';
import { threadOptions } from './thread-options.js';
import { renderUsage } from './verbose.js';

/** Prints the table of conlleval, or its figures as JSON; returns the exit code. */
export async function runEval(flags: EvalFlags, { stdout, stderr }: Streams): Promise<number> {
  const { tagger } = await readModel(flags.model, flags.arithmetic, threadOptions(flags.threads));
  const corpus = await readConll(flags.corpus, flags);
  const { path, scheme, tokenCount } = corpus;
  const { sentences, warnings } = fitTypes(
    corpus,
    flags.mapTypes ?? new Map(),
    tagger.labels.types,
  );
  await write(
    stderr,
    `${path}: ${sentences.length} sentences, ${tokenCount} tokens, tag scheme ${scheme}\n`,
  );
  for (const warning of [...corpus.warnings, ...warnings])
    await write(stderr, `tagger: warning: ${warning}\n`);
  const score = scoreTagger(tagger, sentences, scheme);
  const text = flags.json
    ? `${JSON.stringify(renderScoreJson(score), null, 2)}\n`
    : renderConlleval(score);
  await write(stdout, text);
  if (flags.verbose) await write(stderr, renderUsage(tagger));
  return 0;
}
