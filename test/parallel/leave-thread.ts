// A process that leaves its other thread behind, idle or in a task that nobody ends.
import { busyThreads, task } from './busy-thread.js';

const { linear, helpers } = await busyThreads(1);
if (process.argv[2] !== 'idle') {
  linear.integers(linear.mark(), 1)[0] = 0;
  helpers[0].post(task.sleep, [linear.mark()]);
}
console.log('left');
