// Values that are made when they are first needed, or again once nobody holds them: a pattern with
// properties of Unicode takes a millisecond, and most texts need few of them.

/** Returns what the first call of `create` has returned. */
export function lazily<Value>(create: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}

/** Returns what the last call of `create` has returned while that is held elsewhere, so that no call is slow in a loop. */
export function whileHeld<Value extends object>(create: () => Value): () => Value {
  let held: WeakRef<Value> | undefined;
  return () => {
    const known = held?.deref();
    if (known) return known;
    const value = create();
    held = new WeakRef(value);
    return value;
  };
}
