// Errors as they are printed, with their exit codes.
import { InputError, NoRoomError } from '../errors.js';
import { ComparisonError, UsageError } from './flags/usage-error.js';
import { escapeControls, escapeLines } from './terminal/escape.js';

export interface RenderedError {
  /** A line for each error; for a bug of ours with isDebug, its stack. */
  readonly text: string;
  readonly exitCode: 1 | 2;
}

export function renderError(error: unknown, isDebug: boolean): RenderedError {
  if (error instanceof InputError) return { text: line(error.message), exitCode: 1 };
  if (error instanceof NoRoomError && !isDebug) return { text: line(NO_ROOM), exitCode: 1 };
  if (error instanceof ComparisonError) return { text: line(error.message), exitCode: 2 };
  if (error instanceof UsageError) {
    const words = ['tagger', ...(error.command === undefined ? [] : [error.command]), '--help'];
    return { text: line(`${error.message} (see ${words.join(' ')})`), exitCode: 2 };
  }
  if (error instanceof AggregateError) {
    const rendered = error.errors.map((each) => renderError(each, isDebug));
    return { text: rendered.map(({ text }) => text).join(''), exitCode: 1 };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const detail = isDebug ? stack : `${message} (set DEBUG=1 for the stack trace)`;
  return { text: `tagger: internal error: ${escapeLines(detail)}\n`, exitCode: 1 };
}

// A message may quote a file, or have its name.
const line = (message: string) => `tagger: ${escapeControls(message)}\n`;

const NO_ROOM =
  'a network and what it computes at once have 4 GB of memory, and need more: lower --threads, or in training --batch-tokens, --batch-size or --hidden';
