// Threads of the web: workers that get what they start with as their first message.
import type * as node from './thread.js';

// The thread that draws a page must not be blocked.
export const mayBlock: typeof node.mayBlock = typeof document === 'undefined';

export const startThread: typeof node.startThread = (module, start) => {
  const worker = new Worker(module, { type: 'module' });
  worker.postMessage(start);
  return { stop: () => worker.terminate() };
};

export const runThread: typeof node.runThread = (run) => {
  // The type of a message is that of what the thread was started with.
  self.onmessage = ({ data }) => run(data as never);
};
