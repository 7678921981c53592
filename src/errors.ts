// The two kinds of error: an InputError is the user's to mend, everything else is a bug of ours,
// except that a network may need more memory than there is.

/** What the user can mend, in one sentence: where, what was found, what was expected. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The memory of a network is full. A caller that knows the reason throws an InputError instead. */
export class NoRoomError extends RangeError {}
