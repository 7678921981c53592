// The order in which Python and Perl sort strings: by code points, not by UTF-16 units.

/** A comparison for Array.sort. The order of UTF-8 bytes is that of code points. */
export function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
