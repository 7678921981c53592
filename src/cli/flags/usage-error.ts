// Errors with exit code 2: a command line that no command can run, and a comparison that cannot be made.

/** Describes the error in one sentence; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The command whose --help the error refers to, if any. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}

/** Describes in one sentence why two results cannot be compared; the exit code is 2, so that a gate never passes unseen. */
export class ComparisonError extends Error {
  override readonly name = 'ComparisonError';
}
