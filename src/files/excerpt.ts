// Excerpts of a user's text for error messages.

const SHOWN_CHARACTERS = 60;

/** The beginning of a text in quotation marks, with control characters escaped. */
export function excerpt(text: string): string {
  // A character takes at most two UTF-16 units. A pair that the slice parts is not shown.
  const characters = [...text.slice(0, 2 * SHOWN_CHARACTERS + 2)];
  if (characters.length <= SHOWN_CHARACTERS) return JSON.stringify(text);
  return JSON.stringify(`${characters.slice(0, SHOWN_CHARACTERS).join('')}…`);
}

/**
 * A JSON value as JSON, shortened like a text if it is long. Only what is shown is rendered, so that
 * nesting of any depth needs no stack. `undefined` is called none.
 */
export function excerptOfJson(value: unknown): string {
  if (typeof value === 'string') return excerpt(value);
  if (value === undefined) return 'none';
  let shown = '';
  for (const piece of jsonPieces(value)) {
    shown += piece;
    if (shown.length > SHOWN_CHARACTERS) return `${shown.slice(0, SHOWN_CHARACTERS)}…`;
  }
  return shown;
}

function* jsonPieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield typeof value === 'string' ? excerpt(value) : String(value);
    return;
  }
  const isList = Array.isArray(value);
  yield isList ? '[' : '{';
  let separator = '';
  for (const [key, item] of isList ? value.entries() : propertiesOf(value)) {
    yield isList ? separator : `${separator}${excerpt(String(key))}:`;
    yield* jsonPieces(item);
    separator = ',';
  }
  yield isList ? ']' : '}';
}

function* propertiesOf(value: object): Generator<[key: string, value: unknown]> {
  for (const key in value) yield [key, Reflect.get(value, key)];
}
