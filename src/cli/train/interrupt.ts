// Ctrl-C during training: the first stops with the best weights so far, the second aborts.

export interface Interrupt {
  isInterrupted(): boolean;
  /** Gives the signal back to Node. */
  release(): void;
}

/** @param onFirst called at the first Ctrl-C, to print what happens next */
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
