// The two sides of divided work, with and without another thread.
import { expect, test } from '@jest/globals';
import type { Engine } from '../../src/tensors/matrix.js';
import { divide, type KernelWorker, startAside } from '../../src/tensors/sharing.js';
import { freshEngine } from '../kernels/fresh-engine.js';

/** A worker that does its work only when it is waited for. */
function workerOf(engine: Engine, notes: string[]): KernelWorker {
  return {
    start: (work) => {
      notes.push('start');
      return {
        wait: () => {
          work(engine);
          notes.push('wait');
        },
      };
    },
  };
}

test('without another thread, one side is done after the other', () => {
  const notes: string[] = [];
  divide(
    freshEngine(),
    () => notes.push('aside'),
    () => notes.push('here'),
  );
  expect(notes).toEqual(['aside', 'here']);
});

test('with another thread, this one does its side and then waits', () => {
  const engine = freshEngine();
  const notes: string[] = [];
  const other = freshEngine();
  divide(
    { ...engine, worker: workerOf(other, notes) },
    (given) => notes.push(given === other ? 'aside' : 'on the wrong engine'),
    () => notes.push('here'),
  );
  expect(notes).toEqual(['start', 'here', 'aside', 'wait']);
});

test('work that was started may be waited for without another thread', () => {
  const notes: string[] = [];
  const pending = startAside(freshEngine(), () => notes.push('aside'));
  pending.wait();
  expect(notes).toEqual(['aside']);
});
