// One training over an existing model that is killed, and what it leaves.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { taggerPath } from '../harness/run-tagger.js';

/** The name of the output. */
export const MODEL = 'model.safetensors';

export interface Remains {
  /** Which model has the name of the output; damaged if it is another file, or none. */
  readonly model: 'old' | 'new' | 'damaged';
  /** Other files. */
  readonly leftCount: number;
}

export interface KilledTraining {
  /** A new folder. */
  readonly folder: string;
  readonly oldModel: string;
  /** The model of a training that was not killed. */
  readonly newModel: string;
  /** Without --output. */
  readonly args: readonly string[];
  readonly moment: Moment;
}

interface RunningTraining {
  readonly training: ChildProcess;
  readonly folder: string;
  /** Aborted when the training has ended. */
  readonly ending: AbortSignal;
}

/** Resolves when the training is to be killed. */
export type Moment = (running: RunningTraining) => Promise<unknown>;

export async function killTraining(options: KilledTraining): Promise<Remains> {
  const { folder, oldModel, newModel, args, moment } = options;
  mkdirSync(folder);
  const output = join(folder, MODEL);
  copyFileSync(oldModel, output);
  const ending = new AbortController();
  const training = startTraining([...args, '--output', output, '--force']);
  const closed = once(training, 'close').then(() => ending.abort());
  await Promise.race([moment({ training, folder, ending: ending.signal }), closed]);
  training.kill('SIGKILL');
  await closed;
  return remainsIn(folder, oldModel, newModel);
}

export function startTraining(args: readonly string[], wrapper: readonly string[] = []) {
  const [command, ...rest] = [...wrapper, execPath, taggerPath, 'train', ...args, '--quiet'];
  return spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
}

export function remainsIn(folder: string, oldModel: string, newModel: string): Remains {
  const output = join(folder, MODEL);
  const found = existsSync(output) ? fingerprint(output) : '';
  const model =
    found === fingerprint(newModel) ? 'new' : found === fingerprint(oldModel) ? 'old' : 'damaged';
  const leftCount = readdirSync(folder).filter((name) => name !== MODEL).length;
  return { model, leftCount };
}

export const fingerprint = (path: string) =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** A moment after so many milliseconds. */
export const after =
  (ms: number): Moment =>
  () =>
    setTimeout(ms);

/** A moment so many milliseconds after a file has appeared beside the output. */
export const afterBegin =
  (ms: number): Moment =>
  async ({ folder, ending }) => {
    await changeIn(folder, { ending });
    await setTimeout(ms);
  };

interface Changes {
  readonly ending?: AbortSignal;
  readonly count?: number;
}

/** Resolves after changes of other files than the model in the folder, or at the end. */
export async function changeIn(folder: string, { ending, count = 1 }: Changes): Promise<void> {
  const watcher = watch(folder, { signal: ending });
  let seen = 0;
  watcher.on('change', (_, name) => {
    if (name !== MODEL) seen++;
    if (seen === count) watcher.close();
  });
  await once(watcher, 'close');
}
