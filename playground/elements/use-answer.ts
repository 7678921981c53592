// The answer of a worker to what a component shows, asked again whenever that changes.
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Answer<Value> {
  /** The last answer, also while the next one is computed. */
  readonly value?: Value;
  readonly error?: string;
}

/**
 * While an answer is computed, further changes wait; of these only the last is asked, so that fast
 * typing leaves no queue.
 *
 * @param ask undefined if there is nothing to ask yet
 * @param inputs on which the answer depends
 */
export function useAnswer<Value>(
  ask: (() => Promise<Value>) | undefined,
  inputs: readonly unknown[],
): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({});
  const queue = useRef<{ isBusy: boolean; next?: () => Promise<Value> }>({ isBusy: false });

  async function drain(): Promise<void> {
    const { current } = queue;
    if (current.isBusy) return;
    current.isBusy = true;
    for (let next = current.next; next; next = current.next) {
      current.next = undefined;
      try {
        const value = await next();
        setAnswer({ value });
      } catch (error) {
        // The failure of a question that is no longer asked is of no interest.
        if (current.next) continue;
        setAnswer({ error: error instanceof Error ? error.message : String(error) });
      }
    }
    current.isBusy = false;
  }

  useEffect(() => {
    if (!ask) return;
    queue.current.next = ask;
    drain();
  }, inputs);
  return answer;
}
