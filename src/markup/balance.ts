// Ranges of a document that hold whole elements where they can.
import { lastAtMost, type TextRange } from '../text/mapped-text.js';

/** A tag, or what corresponds to it in Markdown. */
export interface Markup {
  readonly kind: 'open' | 'close' | 'other';
  /** Of the element. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The range, extended by the tags directly around it that belong to tags within it. It stays as it
 * is if some tags within it have their partners elsewhere.
 *
 * @param markup in the order of the document
 * @param starts of the markup
 */
export function balance(
  [start, end]: TextRange,
  markup: readonly Markup[],
  starts: readonly number[],
): TextRange {
  const first = lastAtMost(starts, start) + 1;
  const after = lastAtMost(starts, end - 1) + 1;
  if (first >= after) return [start, end];
  const { closed, opened } = unpaired(markup.slice(first, after));
  let newStart = start;
  for (const [index, name] of closed.entries()) {
    const before = markup[first - 1 - index];
    if (before?.kind !== 'open' || before.name !== name || before.end !== newStart) {
      return [start, end];
    }
    newStart = before.start;
  }
  let newEnd = end;
  for (const [index, name] of opened.reverse().entries()) {
    const next = markup[after + index];
    if (next?.kind !== 'close' || next.name !== name || next.start !== newEnd) return [start, end];
    newEnd = next.end;
  }
  return [newStart, newEnd];
}

/**
 * The same range or, if some tags within it have their partners elsewhere, its parts between the
 * tags, without those that are blank. If the parts are replaced, all elements stay whole.
 */
export function divide(
  source: string,
  range: TextRange,
  markup: readonly Markup[],
  starts: readonly number[],
): TextRange[] {
  const balanced = balance(range, markup, starts);
  const [start, end] = balanced;
  const within = markup.slice(lastAtMost(starts, start - 1) + 1, lastAtMost(starts, end - 1) + 1);
  const { closed, opened } = unpaired(within);
  if (closed.length === 0 && opened.length === 0) return [balanced];
  const pieces: TextRange[] = [];
  let place = start;
  for (const tag of [...within, { start: end, end }]) {
    const piece = source.slice(place, tag.start);
    const from = place + piece.search(/\S/);
    if (from >= place) pieces.push([from, place + piece.trimEnd().length]);
    place = tag.end;
  }
  return pieces;
}

/** The elements that are closed but not opened, and those that are opened but not closed. */
function unpaired(markup: readonly Markup[]): { closed: string[]; opened: string[] } {
  const closed: string[] = [];
  const opened: string[] = [];
  for (const { kind, name } of markup) {
    if (kind === 'open') opened.push(name);
    if (kind !== 'close') continue;
    if (opened.length === 0) closed.push(name);
    else if (opened[opened.length - 1] === name) opened.pop();
  }
  return { closed, opened };
}
