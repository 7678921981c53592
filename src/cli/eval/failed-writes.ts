// Output files of which one must not keep the others from being written.
import { InputError } from '../../errors.js';

export interface FailedWrites {
  /** Writes a file; if it cannot be written, keeps the sentence that says why. */
  attempt(write: () => Promise<unknown>): Promise<void>;
  readonly messages: readonly string[];
}

export function createFailedWrites(): FailedWrites {
  const messages: string[] = [];
  return {
    attempt: async (write) => {
      try {
        await write();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        messages.push(error.message);
      }
    },
    messages,
  };
}
