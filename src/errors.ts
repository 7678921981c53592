// The two kinds of error: an InputError is the user's to mend, everything else is a bug of ours.

/** What the user can mend, in one sentence: where, what was found, what was expected. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
