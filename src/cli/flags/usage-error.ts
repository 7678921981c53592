// A command line that says nothing the program could do.

/** What is wrong with the command line, in one sentence; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param command whose --help tells more; absent where there is none */
  constructor(
    message: string,
    readonly command?: string,
  ) {
    super(message);
  }
}
