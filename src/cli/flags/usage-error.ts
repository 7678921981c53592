// Errors of usage: a command line that no command can run.

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
