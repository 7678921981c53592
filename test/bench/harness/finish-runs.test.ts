import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { finishRuns } from '../../../bench/harness/finish-runs.js';
import { openResults, type ResultsFile } from '../../../bench/harness/results-file.js';

interface Named {
  readonly name: string;
}

const runs: readonly Named[] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
const describe = ({ name }: Named) => name;

let folder: string;
let results: ResultsFile<Named>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finish-'));
  results = openResults(join(folder, 'results.jsonl'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const finished = () => runs.filter((run) => results.outcomes(run) !== undefined).map(describe);

test('a finished run is not executed again', async () => {
  results.add(runs[1], { f1: 50 });
  const executed: string[] = [];
  const execute = async ({ name }: Named) => {
    executed.push(name);
    return { f1: executed.length };
  };
  await finishRuns(runs, { results, executors: [execute], describe });
  expect(executed).toEqual(['a', 'c']);
  expect(runs.map(results.outcomes)).toEqual([{ f1: 1 }, { f1: 50 }, { f1: 2 }]);
});

test('an executor takes the next run while another is still busy', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = async () => {
    await released;
    return { executor: 1 };
  };
  const quick = async ({ name }: Named) => {
    if (name === 'c') release();
    return { executor: 2 };
  };
  await finishRuns(runs, { results, executors: [slow, quick], describe });
  expect(runs.map((run) => results.outcomes(run)?.executor)).toEqual([1, 2, 2]);
});

test('if a run fails, the run beside it ends and no other is started', async () => {
  const executors = [
    async () => {
      throw new Error('diverged');
    },
    async () => {
      await setImmediate();
      return { f1: 1 };
    },
  ];
  const finishing = finishRuns(runs, { results, executors, describe });
  await expect(finishing).rejects.toThrow('diverged');
  expect(finished()).toEqual(['b']);
});
