// Entities as all scorers of this folder read them.

/** A span of tokens with a type: tokens `start` up to, but not including, `end`. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A text that is the same for two entities only if they are the same. */
export function entityKey({ type, start, end }: Entity): string {
  return `${start} ${end} ${type}`;
}
