// A file of finished runs, one JSON object a line, from which an interrupted measurement continues.
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import * as v from 'valibot';
import { InputError } from '../../src/errors.js';
import { parseJson } from '../../src/files/parse-json.js';
import { keyOf, type Outcome, type Outcomes } from './outcome.js';

const lineSchema = v.object({
  run: v.record(v.string(), v.unknown()),
  outcome: v.record(v.string(), v.number()),
});

export interface ResultsFile<AnyRun> {
  readonly outcomes: Outcomes<AnyRun>;
  add(run: AnyRun, outcome: Outcome): void;
}

/** Opens the file or creates it; an incomplete last line is removed. */
export function openResults<AnyRun>(path: string): ResultsFile<AnyRun> {
  const finished = new Map<string, Outcome>();
  const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const complete = content.slice(0, content.lastIndexOf('\n') + 1);
  complete
    .split('\n')
    .slice(0, -1)
    .forEach((line, index) => {
      const { run, outcome } = parseLine(line, `${path}:${index + 1}`);
      finished.set(keyOf(run), outcome);
    });
  if (complete.length < content.length) truncateSync(path, Buffer.byteLength(complete));
  return {
    outcomes: (run) => finished.get(keyOf(run)),
    add: (run, outcome) => {
      appendFileSync(path, `${JSON.stringify({ run, outcome })}\n`);
      finished.set(keyOf(run), outcome);
    },
  };
}

function parseLine(line: string, where: string): v.InferOutput<typeof lineSchema> {
  const result = v.safeParse(lineSchema, parseJson(line));
  if (result.success) return result.output;
  throw new InputError(`${where}: expected a run and its outcome, found ${line.slice(0, 60)}`);
}
