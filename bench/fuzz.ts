// Fuzzing: reads damaged and unusual inputs of every kind, which may only end in a sentence for the
// user, and never take more than five seconds or 512 MB.
//
// Run: npm run fuzz -- [--seed N] [--only TARGET] [--executions N] [--seconds N] [--first N]
//                      [--state FILE] [--input FILE]
//
// --executions and --seconds hold for each target. An execution is given by the seed and its
// number, so --first repeats one. --state names a file that holds how far each target is; a run that
// was ended goes on from there. --input runs a target on one file as it is. An offending input is
// stored in the folder fuzz-findings.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../src/errors.js';
import { execute, inputOf } from './fuzz/execution.js';
import { createFindings, type Findings } from './fuzz/findings.js';
import { fuzzTarget, renderFigures } from './fuzz/fuzz-target.js';
import { type FuzzState, openStateFile, readState, type StateFile } from './fuzz/state-file.js';
import type { FuzzTarget } from './fuzz/target.js';
import { fuzzTargets } from './fuzz/targets.js';
import { startWatchdog } from './fuzz/watchdog.js';
import { FlagError, runProgram } from './harness/program.js';

// Files in memory, where there are such: those of `check --fix` are synced to the disk.
const MEMORY_FOLDER = '/dev/shm';

const FINDINGS_FOLDER = 'fuzz-findings';

const options = {
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
  executions: { type: 'string', default: '10000' },
  seconds: { type: 'string', default: 'Infinity' },
  first: { type: 'string', default: '0' },
  state: { type: 'string' },
  input: { type: 'string' },
} as const;

await runProgram('fuzz', async () => {
  const { values } = parseArgs({ options });
  const targets = chooseTargets(values.only);
  const folder = mkdtempSync(join(existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir(), 'fuzz-'));
  const findings = createFindings(FINDINGS_FOLDER, (lines) => process.stdout.write(lines));
  try {
    if (values.input === undefined) {
      const number = (name: 'seed' | 'executions' | 'seconds' | 'first') =>
        numberOf(name, values[name]);
      const [seed, count, seconds] = [number('seed'), number('executions'), number('seconds')];
      const run = { seed, count, seconds, first: number('first'), folder, findings };
      await fuzz(targets, run, values.state);
    } else {
      await runOnFile(targets, values.input, folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (findings.count > 0) process.exitCode = 1;
});

function chooseTargets(only: string | undefined): readonly FuzzTarget[] {
  const chosen = fuzzTargets.filter(({ name }) => only === undefined || name === only);
  if (chosen.length > 0) return chosen;
  const names = fuzzTargets.map(({ name }) => name).join(', ');
  throw new FlagError(`--only: expected one of ${names}, found ${only}`);
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (value >= 0 && text !== '') return value;
  throw new FlagError(`--${name}: expected a number of at least 0, found ${text}`);
}

interface Run {
  readonly seed: number;
  readonly count: number;
  readonly seconds: number;
  readonly first: number;
  readonly folder: string;
  readonly findings: Findings;
}

async function fuzz(targets: readonly FuzzTarget[], run: Run, statePath: string | undefined) {
  const state = statePath === undefined ? undefined : readState(statePath);
  if (state !== undefined && state.seed !== run.seed) {
    throw new InputError(`${statePath}: expected seed ${run.seed}, found ${state.seed}`);
  }
  const file = statePath === undefined ? undefined : openStateFile(statePath);
  const done: Record<string, number> = { ...state?.done };
  if (state?.running) await reportKilled(state, run);
  if (state?.running) done[state.running] = (done[state.running] ?? 0) + 1;
  for (const target of targets) await fuzzOne(target, run, done, file);
  file?.write({ seed: run.seed, done });
  file?.close();
}

/** The execution that was under way when the process ended is a finding. */
async function reportKilled({ seed, done, running }: FuzzState, { findings }: Run): Promise<void> {
  const target = fuzzTargets.find(({ name }) => name === running);
  if (target === undefined) return;
  const number = done[target.name] ?? 0;
  const input = inputOf(target, await target.seedInputs(), seed, number);
  const description = 'the process ended during this execution, or was ended';
  findings.add({ target: target.name, seed, number, input, description });
}

async function fuzzOne(
  target: FuzzTarget,
  { seed, count, seconds, first, folder, findings }: Run,
  done: Record<string, number>,
  file: StateFile | undefined,
): Promise<void> {
  const { name } = target;
  const watchdog = startWatchdog(name);
  const figures = await fuzzTarget(target, {
    seed,
    seconds,
    folder,
    findings,
    first: Math.max(first, done[name] ?? 0),
    end: first + count,
    onStart: (number) => {
      watchdog.watch(number);
      done[name] = number;
      file?.write({ seed, done, running: name });
    },
    onProgress: (soFar) => process.stderr.write(`${renderFigures(name, soFar)}\n`),
  });
  await watchdog.stop();
  done[name] = figures.next;
  process.stdout.write(`${renderFigures(name, figures)}\n`);
}

async function runOnFile(targets: readonly FuzzTarget[], path: string, folder: string) {
  const [target, other] = targets;
  if (other !== undefined) throw new FlagError('--input: requires --only');
  const { finding, elapsedMs } = await execute(target, readFileSync(path), folder);
  process.stdout.write(`${path}: ${finding ?? 'nothing found'} (${Math.round(elapsedMs)} ms)\n`);
  if (finding !== undefined) process.exitCode = 1;
}
