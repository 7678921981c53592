// Errors that a reader may throw at bad input; every other error is a bug.
import { ComparisonError, UsageError } from '../../src/cli/flags/usage-error.js';
import { InputError } from '../../src/errors.js';

// A message may have two paths, each as long as the system allows. Whatever else it quotes is short.
const LONGEST_MESSAGE = 9000;

/** Whether an error is a sentence for the user, or consists of such errors. */
export function isExpected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isExpected);
  const isForUser =
    error instanceof InputError || error instanceof UsageError || error instanceof ComparisonError;
  return isForUser && error.message.length <= LONGEST_MESSAGE;
}
