// What a recognizer finds.

/** A stretch of a text. Offsets are in UTF-16 units, half-open. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

/** The places of a text with something of one kind, in order, without overlaps. */
export type Find = (text: string) => readonly Found[];
