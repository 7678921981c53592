import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMemory, type LinearMemory } from '../../src/kernels/memory.js';
import type { Helper } from '../../src/parallel/worker.js';
import { busyThreads, comeUp, REGION_BYTES, startBusyThread, task } from './busy-thread.js';

// More than fits where the reason of a failure is kept, in letters of two bytes each.
const reason = 'the reason, at length: ä '.repeat(400);

let linear: LinearMemory;
let helper: Helper;

beforeAll(async () => {
  const threads = await busyThreads(1, reason);
  linear = threads.linear;
  [helper] = threads.helpers;
});
afterAll(() => helper.stop());

/** Has numbers added there. */
function add(numbers: readonly number[]): number {
  const out = linear.mark();
  helper.post(task.add, [out, numbers.length, ...numbers]);
  helper.wait();
  return linear.integers(out, 1)[0] >>> 0;
}

test('a helper is not ready before its thread has come up', async () => {
  const started = startBusyThread(createMemory());
  expect(started.isReady()).toBe(false);
  await comeUp(started);
  expect(started.isReady()).toBe(true);
  started.stop();
});

test('after many thousand tasks each has been done once, with its own arguments', () => {
  const wrong: number[] = [];
  for (let n = 0; n < 5000; n++) if (add([n, 2 * n]) !== 3 * n) wrong.push(n);
  expect(wrong).toEqual([]);
});

test('a task is told numbers as large as an address can be', () => {
  expect(add([2 ** 32 - 1])).toBe(2 ** 32 - 1);
});

test('as many numbers as a mailbox holds arrive, and one more is refused', () => {
  const twelve = Array.from({ length: 12 }, (_, n) => n);
  expect(add(twelve)).toBe(66);
  expect(() => add([...twelve, 12])).toThrow('15 arguments are too many');
  expect(add(twelve)).toBe(66);
});

test('this thread goes on while the other does its task', () => {
  const alarm = linear.mark();
  linear.integers(alarm, 1)[0] = 0;
  helper.post(task.sleep, [alarm]);
  // Had posting waited for the task, nobody would ever wake it.
  Atomics.store(linear.integers(alarm, 1), 0, 1);
  Atomics.notify(linear.integers(alarm, 1), 0);
  helper.wait();
  expect(add([1, 2])).toBe(3);
});

test('what the other thread allocates lies in its region, beyond reach of the stack of this one', () => {
  const out = linear.mark();
  helper.post(task.allocate, [out, 64]);
  helper.wait();
  const address = linear.integers(out, 1)[0] >>> 0;
  expect(address).toBeGreaterThan(2 ** 32 - REGION_BYTES);
  expect(address).toBeLessThan(2 ** 32);
  expect(() => linear.allocate(address - linear.mark())).toThrow(RangeError);
});

test('a task that fails is an error with its reason and where it came from', () => {
  const failure = () => {
    helper.post(task.allocate, [linear.mark(), 2 * REGION_BYTES]);
    helper.wait();
  };
  expect(failure).toThrow('no room for 2097152 bytes in the linear memory');
  expect(failure).toThrow(/RangeError.*\n.*busy-worker\.js/s);
});

test('the reason of a failure is cut where it is too long, and need not be an error', () => {
  const failureOf = (failing: number) => {
    helper.post(failing, []);
    try {
      helper.wait();
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };
  for (const failing of [task.fail, task.failPlainly]) {
    const told = failureOf(failing);
    expect(told).toContain(reason.slice(0, 3000));
    expect(told.length).toBeLessThan(4096);
  }
});

test('after a failure the next task is done as if nothing had been', () => {
  helper.post(task.fail, []);
  expect(helper.wait).toThrow('the reason');
  expect(add([1, 2])).toBe(3);
});

test('there is no helper where the memory has no room for one', () => {
  const full = createMemory();
  full.allocate(2 ** 32 - 2 ** 17);
  expect(() => startBusyThread(full)).toThrow('no room for another thread');
});

/** Runs a script beside this one to the end of its process. */
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
