// Records when each kernel runs and when a thread waits for another. To be loaded by `--import`
// before the program: a worker inherits the flag, so that both threads record into one shared
// buffer. The program itself knows nothing of it.
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/** What a thread did from `begin` to `end`, in milliseconds of a clock that all threads share. */
export interface Span {
  /** A kernel, or WAIT. */
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

export const WAIT = 'wait';

// Spans of one thread; more are dropped.
const CAPACITY = 200_000;
const NUMBERS = 3;
const THREADS = 2;
const DATA = 'kernel-spans';

type Kernel = (...args: number[]) => number;

const names = [WAIT];
const shared = (getEnvironmentData(DATA) as SharedArrayBuffer | undefined) ?? createBuffer();
const threadSpans = Array.from({ length: THREADS }, (_, thread) => {
  const bytes = (1 + CAPACITY * NUMBERS) * Float64Array.BYTES_PER_ELEMENT;
  return new Float64Array(shared, thread * bytes, 1 + CAPACITY * NUMBERS);
});
const own = threadSpans[isMainThread ? 0 : 1];

function createBuffer(): SharedArrayBuffer {
  const bytes = THREADS * (1 + CAPACITY * NUMBERS) * Float64Array.BYTES_PER_ELEMENT;
  const buffer = new SharedArrayBuffer(bytes);
  setEnvironmentData(DATA, buffer);
  return buffer;
}

/** Forgets all spans of both threads. */
export function clearSpans(): void {
  for (const spans of threadSpans) spans[0] = 0;
}

/** The spans since then: those of this thread, then those of the worker. */
export function readSpans(): readonly (readonly Span[])[] {
  return threadSpans.map((spans) =>
    Array.from({ length: spans[0] }, (_, n) => {
      const [name, begin, end] = spans.subarray(1 + n * NUMBERS, 1 + (n + 1) * NUMBERS);
      return { name: names[name], begin, end };
    }),
  );
}

export const clock = (): number => performance.timeOrigin + performance.now();

function record(name: number, begin: number, end: number): void {
  const count = own[0];
  if (count === CAPACITY) return;
  const at = 1 + count * NUMBERS;
  own[at] = name;
  own[at + 1] = begin;
  own[at + 2] = end;
  own[0] = count + 1;
}

/** The same name has the same number in both threads, because all instantiate the same modules. */
function numberOf(name: string): number {
  const known = names.indexOf(name);
  return known >= 0 ? known : names.push(name) - 1;
}

function recorded(name: string, kernel: Kernel): Kernel {
  const number = numberOf(name);
  return (...args) => {
    endWait();
    const begin = clock();
    const result = kernel(...args);
    record(number, begin, clock());
    return result;
  };
}

const { Instance } = WebAssembly;

/** An instance whose exported functions record their calls. */
WebAssembly.Instance = function RecordedInstance(module: WebAssembly.Module, imports: object) {
  const { exports } = new Instance(module, imports as ConstructorParameters<typeof Instance>[1]);
  const entries = Object.entries(exports).map(([name, value]) => [
    name,
    typeof value === 'function' ? recorded(name, value as Kernel) : value,
  ]);
  return { exports: Object.fromEntries(entries) };
} as unknown as typeof Instance;

// A thread waits by reading a word of shared memory again and again, or by blocking on it: such
// calls in a row are one wait.
const { load, wait } = Atomics;
// Longer pauses between two reads are something else.
const LONGEST_PAUSE = 0.02;
let waitBegin = 0;
let waitEnd = 0;

function noteWait(): void {
  const now = clock();
  if (now - waitEnd > LONGEST_PAUSE) {
    endWait();
    waitBegin = now;
  }
  waitEnd = now;
}

function endWait(): void {
  if (waitEnd > waitBegin) record(numberOf(WAIT), waitBegin, waitEnd);
  waitBegin = waitEnd;
}

Atomics.load = ((array: Int32Array, index: number) => {
  noteWait();
  return load(array, index);
}) as typeof load;

Atomics.wait = ((array: Int32Array, index: number, value: number) => {
  noteWait();
  const answer = wait(array, index, value);
  waitEnd = clock();
  return answer;
}) as typeof wait;
