// A run of the program itself: it trains, its scores are read from the model file, and the unseen
// part of dev is scored.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { readConll } from '../../src/corpora/conll-file.js';
import type { Execute } from '../harness/finish-runs.js';
import type { Outcome } from '../harness/outcome.js';
import { taggerPath } from '../harness/run-tagger.js';
import { type AccuracyRun, trainArguments } from './accuracy-run.js';
import type { Inputs } from './inputs.js';
import { rawSentences, scoreRawText } from './raw-text.js';

export interface Measuring {
  readonly inputs: Inputs;
  /** Number of runs at the same time. */
  readonly atOnce: number;
  readonly signal?: AbortSignal;
}

const LARGEST_OUTPUT = 1 << 28;

const scoreSchema = v.object({ overall: v.object({ f1: v.number() }) });
const modelSchema = v.object({
  provenance: v.object({
    scores: v.object({ epoch: v.number(), dev: scoreSchema, test: v.optional(scoreSchema) }),
  }),
});

/** @param model the file that each run overwrites */
export function createExecutor(
  model: string,
  { inputs, atOnce, signal }: Measuring,
): Execute<AccuracyRun> {
  // The default is all threads.
  const threads = atOnce === 1 ? [] : ['--threads', '1'];
  return async (run) => {
    const files = await inputs.filesOf(run);
    const args = trainArguments(run, files);
    const start = performance.now();
    await runToEnd(['train', ...args, '--output', model, '--force', ...threads], signal);
    const seconds = (performance.now() - start) / 1000;
    const description = await runToEnd(['inspect', '--json', model], signal);
    const { scores } = v.parse(modelSchema, JSON.parse(description)).provenance;
    return {
      devF1: scores.dev.overall.f1,
      ...(scores.test && { testF1: scores.test.overall.f1 }),
      ...(run.sentences === undefined && (await scoreUnseen(run))),
      ...(run.readsRawText && files.test !== undefined && (await scoreTexts(files.test))),
      epoch: scores.epoch,
      seconds,
      atOnce,
    };
  };

  async function scoreTexts(path: string): Promise<Outcome> {
    const { sentences } = await readConll(path);
    const raw = rawSentences(sentences);
    const input = `${model}.txt`;
    writeFileSync(input, raw.map(({ text }) => `${text}\n`).join(''));
    const tagged = await runToEnd(['tag', '--format', 'jsonl', '--model', model, input], signal);
    return { rawTestF1: scoreRawText(raw, tagged) };
  }

  async function scoreUnseen(run: AccuracyRun): Promise<Outcome> {
    const { path, unseenCount, devCount } = await inputs.unseenDevOf(run);
    const score = await runToEnd(['eval', '--json', path, '--model', model], signal);
    return {
      unseenDevF1: v.parse(scoreSchema, JSON.parse(score)).overall.f1,
      seenDevSentences: devCount - unseenCount,
      devSentences: devCount,
    };
  }
}

/** What the program writes to stdout; if it fails, the error holds what it writes to stderr. */
async function runToEnd(args: readonly string[], signal?: AbortSignal): Promise<string> {
  const { stdout } = await promisify(execFile)(execPath, [taggerPath, ...args], {
    signal,
    maxBuffer: LARGEST_OUTPUT,
  });
  return stdout;
}
