// The state of a run, for --state: how far each target is, and which execution is under way.
//
// The file is written before each execution, so that it names the one that ended the process.
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { isRecord } from '../../src/cli/is-record.js';
import { InputError } from '../../src/errors.js';
import { parseJson } from '../../src/files/parse-json.js';

export interface FuzzState {
  readonly seed: number;
  /** Executions of each target that have ended. */
  readonly done: Readonly<Record<string, number>>;
  /** The target whose next execution had begun when the file was written. */
  readonly running?: string;
}

export interface StateFile {
  write(state: FuzzState): void;
  close(): void;
}

// Longer than any state, so that a shorter one leaves nothing of a longer one.
const FILE_LENGTH = 4096;

/** @throws InputError for a file of something else */
export function readState(path: string): FuzzState | undefined {
  if (!existsSync(path)) return undefined;
  const state = parseJson(readFileSync(path, 'utf8'));
  if (isRecord(state) && typeof state.seed === 'number' && isRecord(state.done)) {
    const done = Object.entries(state.done).map(([name, count]) => [name, Number(count)] as const);
    const running = typeof state.running === 'string' ? { running: state.running } : {};
    return { seed: state.seed, done: Object.fromEntries(done), ...running };
  }
  throw new InputError(`${path}: expected the state of a fuzz run, found another file`);
}

export function openStateFile(path: string): StateFile {
  const file = openSync(path, 'w');
  return {
    write: (state) => {
      writeSync(file, `${JSON.stringify(state).padEnd(FILE_LENGTH - 1)}\n`, 0);
    },
    close: () => closeSync(file),
  };
}
