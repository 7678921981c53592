import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NoRoomError } from '../../src/errors.js';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import type { WorkerThread } from '../../src/parallel/worker.js';
import { busyThreads, comeUp, REGION_BYTES, startBusyThread, TASK } from './busy-thread.js';

// Longer than the text in a mailbox may be, with characters of two bytes.
const reason = 'the reason, at length: ä '.repeat(400);

let linear: LinearMemory;
let worker: WorkerThread;

beforeAll(async () => {
  const threads = await busyThreads(1, reason);
  linear = threads.linear;
  [worker] = threads.workers;
});
afterAll(() => worker.stop());

/** Has the worker add numbers. */
function add(numbers: readonly number[]): number {
  const out = linear.mark();
  worker.post(TASK.add, [out, numbers.length, ...numbers]);
  worker.wait();
  return linear.integers(out, 1)[0] >>> 0;
}

test('a worker is not ready before its thread has started', async () => {
  const started = startBusyThread(createMemory());
  expect(started.isReady()).toBe(false);
  await comeUp(started);
  expect(started.isReady()).toBe(true);
  started.stop();
});

test('thousands of tasks are each done once, with their own arguments', () => {
  const wrong: number[] = [];
  for (let n = 0; n < 5000; n++) if (add([n, 2 * n]) !== 3 * n) wrong.push(n);
  expect(wrong).toEqual([]);
});

test('arguments can be as large as addresses', () => {
  expect(add([2 ** 32 - 1])).toBe(2 ** 32 - 1);
});

test('a mailbox takes as many arguments as it has room for, and refuses one more', () => {
  const most = Array.from({ length: 28 }, (_, n) => n);
  expect(add(most)).toBe(378);
  expect(() => add([...most, 28])).toThrow('31 arguments are too many');
  expect(add(most)).toBe(378);
});

test('this thread goes on while the worker does its task', () => {
  const alarm = linear.mark();
  linear.integers(alarm, 1)[0] = 0;
  worker.post(TASK.sleep, [alarm]);
  // If `post` waited for the task, the worker would never be woken.
  Atomics.store(linear.integers(alarm, 1), 0, 1);
  Atomics.notify(linear.integers(alarm, 1), 0);
  worker.wait();
  expect(add([1, 2])).toBe(3);
});

test('what the worker allocates is in its region, out of reach of the stack of this thread', () => {
  const out = linear.mark();
  worker.post(TASK.allocate, [out, 64]);
  worker.wait();
  const address = linear.integers(out, 1)[0] >>> 0;
  expect(address).toBeGreaterThan(2 ** 32 - REGION_BYTES);
  expect(address).toBeLessThan(2 ** 32);
  expect(() => linear.allocate(address - linear.mark())).toThrow(RangeError);
});

test('a task that fails is an error with its reason and its stack', () => {
  const failure = () => {
    worker.post(TASK.allocate, [linear.mark(), 2 * REGION_BYTES]);
    worker.wait();
  };
  expect(failure).toThrow('no room for 2097152 bytes in the linear memory');
  expect(failure).toThrow(NoRoomError);
  expect(failure).toThrow(/RangeError.*\n.*busy-worker\.js/s);
});

test('the reason of a failure is cut if it is too long, and need not be an error', () => {
  const failureOf = (failing: number) => {
    worker.post(failing, []);
    try {
      worker.wait();
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };
  for (const failing of [TASK.fail, TASK.failPlainly]) {
    const message = failureOf(failing);
    expect(message).toContain(reason.slice(0, 3000));
    expect(message.length).toBeLessThan(4096);
  }
});

test('after a failure the next task is done as usual', () => {
  worker.post(TASK.fail, []);
  expect(worker.wait).toThrow('the reason');
  expect(add([1, 2])).toBe(3);
});

test('no worker is started if the memory has no room for it', () => {
  const full = createMemory();
  full.allocate(2 ** 32 - 2 ** 17);
  expect(() => startBusyThread(full)).toThrow('no room for another thread');
});

/** Runs a script of this folder until its process ends. */
function run(name: string, ...args: string[]) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return promisify(execFile)(process.execPath, [script, ...args]);
}

test.each(['idle', 'asleep in a task'])(
  'a thread that is %s does not keep the process alive',
  async (how) => {
    expect(await run('leave-thread.js', how)).toEqual({ stdout: 'left\n', stderr: '' });
  },
);
