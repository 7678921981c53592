// A process that ends without stopping its worker, which is idle or in a task that never ends.
import { busyThreads, TASK } from './busy-thread.js';

const { linear, workers } = await busyThreads(1);
if (process.argv[2] !== 'idle') {
  linear.integers(linear.mark(), 1)[0] = 0;
  workers[0].post(TASK.sleep, [linear.mark()]);
}
console.log('left');
