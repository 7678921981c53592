// JSON in lines.

/** A value as JSON without a character that ends a line for some program. */
export const renderJson = (value: unknown): string => escapeLineEnds(JSON.stringify(value));

// JSON allows these characters in a string, but many programs take them for the end of a line.
function escapeLineEnds(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
