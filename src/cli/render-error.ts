// What is printed of an error, and the exit code it means.
import { InputError } from '../errors.js';
import { UsageError } from './flags/usage-error.js';

export interface RenderedError {
  /** One line, or with isDebug the stack of a bug of ours. */
  readonly text: string;
  readonly exitCode: 1 | 2;
}

export function renderError(error: unknown, isDebug: boolean): RenderedError {
  if (error instanceof InputError) return { text: `tagger: ${error.message}\n`, exitCode: 1 };
  if (error instanceof UsageError) {
    const words = ['tagger', ...(error.command === undefined ? [] : [error.command]), '--help'];
    return { text: `tagger: ${error.message} (see ${words.join(' ')})\n`, exitCode: 2 };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const told = isDebug ? stack : `${message}, set DEBUG=1 for the stack`;
  return { text: `tagger: internal error: ${told}\n`, exitCode: 1 };
}
