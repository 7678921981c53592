// What a page and its worker send each other, and how errors cross between them.
import { UsageError } from '../../cli/flags/usage-error.js';
import { InputError } from '../../errors.js';

/** A message of the page. A tagger and a training have the id of the request that began them. */
export type Request =
  | { readonly id: number; readonly load: readonly unknown[] }
  | { readonly id: number; readonly train: readonly unknown[] }
  | {
      readonly id: number;
      readonly tagger: number;
      readonly call: string;
      readonly args: readonly unknown[];
    }
  /** Ends a training with the best weights so far. */
  | { readonly interrupt: number }
  /** Ends a tagger, or a training without a model. */
  | { readonly end: number };

/** The answer to the request with this id; a training has one for each event, and an end. */
export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly event: unknown }
  | { readonly isEnd: true }
  | { readonly error: SentError }
);

export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack !== undefined && { stack }) };
}

/** An error of the class that it had in the worker, if it is one that callers tell apart. */
export function receivedError({ name, message, stack }: SentError): Error {
  const known = { InputError, UsageError, TypeError };
  const Class = Object.hasOwn(known, name) ? known[name as keyof typeof known] : Error;
  const error = new Class(message);
  if (Class === Error && stack !== undefined) error.stack = stack;
  return error;
}
