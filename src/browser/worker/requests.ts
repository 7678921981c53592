// Requests of a page to one worker, and the answers to them.
import { type Answer, receivedError } from './messages.js';

interface Handlers {
  resolve(value: unknown): void;
  reject(error: Error): void;
  event?(event: unknown): void;
}

/** A request that was sent. */
export interface Sent {
  readonly id: number;
  readonly value: Promise<unknown>;
}

export interface Requests {
  /** Sends a request, which gets an id. */
  send(content: object, event?: Handlers['event']): Sent;
  /** Sends a message that has no answer. */
  post(message: object): void;
  /** Ends the worker, and rejects what it has not answered. */
  close(): void;
}

export function startRequests(): Requests {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const pending = new Map<number, Handlers>();
  let lastId = 0;
  // Why nothing is answered any more.
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const { reject } of pending.values()) reject(failure);
    pending.clear();
  };
  worker.onerror = ({ message = 'its file cannot be loaded' }) =>
    fail(new Error(`the worker has failed: ${message}`));
  worker.onmessage = ({ data }) => {
    const answer = data as Answer;
    const handlers = pending.get(answer.id);
    if (handlers === undefined) return;
    if ('event' in answer) return handlers.event?.(answer.event);
    pending.delete(answer.id);
    if ('error' in answer) handlers.reject(receivedError(answer.error));
    else handlers.resolve('value' in answer ? answer.value : undefined);
  };
  const postContent = (message: object) => {
    try {
      worker.postMessage(message);
    } catch (error) {
      throw new TypeError(`expected values that can be sent to a worker: ${messageOf(error)}`);
    }
  };
  return {
    send: (content, event) => {
      lastId++;
      const id = lastId;
      const value = new Promise<unknown>((resolve, reject) => {
        if (failure) throw failure;
        postContent({ id, ...content });
        pending.set(id, { resolve, reject, ...(event && { event }) });
      });
      return { id, value };
    },
    post: (message) => worker.postMessage(message),
    close: () => {
      worker.terminate();
      fail(new Error('the worker was ended'));
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
