// Values that are made when they are first needed: a pattern with properties of Unicode takes a
// millisecond, and most texts need few of them.

/** Returns what the first call of `create` has returned. */
export function lazily<Value>(create: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}
