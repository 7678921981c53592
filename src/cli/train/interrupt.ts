// Ctrl-C while a model is trained: once to stop with the best weights so far, twice to abort.

export interface Interrupt {
  isInterrupted(): boolean;
  /** Gives the signal back to Node. */
  release(): void;
}

/** @param onFirst says what happens now */
export function createInterrupt(onFirst: () => void): Interrupt {
  let isInterrupted = false;
  const listener = () => {
    if (isInterrupted) process.exit(130);
    isInterrupted = true;
    onFirst();
  };
  process.on('SIGINT', listener);
  return {
    isInterrupted: () => isInterrupted,
    release: () => {
      process.off('SIGINT', listener);
    },
  };
}
