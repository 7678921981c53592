// SIGINT, SIGTERM and SIGHUP for a program that has something to finish: what it has read, or the
// best model so far. The first ends the work, the second ends the program.

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface Interruption {
  /** Once a signal has come. */
  readonly exitCode: number | undefined;
  /** The items up to the signal; what is being waited for then does not come. */
  endingEarly<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item>;
  /** Gives the signals back to Node. */
  release(): void;
}

/** @param onFirst called at the first signal, to print what happens next */
export function createInterruption(onFirst: (signal: string) => void = () => {}): Interruption {
  let exitCode: number | undefined;
  let wake: (() => void) | undefined;
  const listeners = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const listener = () => {
      if (exitCode !== undefined) process.exit(code);
      exitCode = code;
      onFirst(signal);
      wake?.();
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    get exitCode() {
      return exitCode;
    },
    endingEarly: async function* <Item>(items: AsyncIterable<Item>) {
      const iterator = items[Symbol.asyncIterator]();
      // A race of promises would keep every promise that a signal could still end.
      const next = () =>
        new Promise<IteratorResult<Item> | undefined>((resolve, reject) => {
          wake = () => resolve(undefined);
          iterator.next().then(resolve, reject);
        });
      let isDone = false;
      try {
        while (exitCode === undefined) {
          const result = await next();
          if (result === undefined) return;
          isDone = result.done === true;
          if (isDone) return;
          yield result.value as Item;
        }
      } finally {
        wake = undefined;
        // After a signal, the source may wait for input that never comes.
        if (!isDone && exitCode === undefined) await iterator.return?.();
      }
    },
    release: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}
