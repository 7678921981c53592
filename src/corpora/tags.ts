// Tags to spans and back: what a sequence such as B-PER I-PER O says about the tokens under it.

import { schemeLetters, type TagScheme } from './tag-scheme.js';

/** The tokens from `start` to before `end`, which bear one label. */
export interface Span {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

const tagShape = /^(?:O|[BIESLUM]-[^-].*)$/su;

/** Whether the word is a tag of any scheme: O, or a letter, a hyphen and a label that begins with none. */
export function isTag(word: string): boolean {
  return tagShape.test(word);
}

/**
 * The spans of a tag sequence of any scheme, legal or not, as conlleval reads them: a span begins where a tag says so,
 * where the label changes, and after a tag outside of spans or at the end of one; it lasts until another begins or a tag ends it.
 *
 * @param tags words for which `isTag` holds
 */
export function spansOf(tags: readonly string[]): Span[] {
  const spans: Span[] = [];
  let label = '';
  let start = -1;
  const close = (end: number) => {
    if (start >= 0) spans.push({ label, start, end });
    start = -1;
  };

  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index];
    if (tag === 'O') {
      close(index);
      continue;
    }
    const tagLabel = tag.slice(2);
    if (start < 0 || beginsSpan(tag) || tagLabel !== label) {
      close(index);
      label = tagLabel;
      start = index;
    }
    if (endsSpan(tag)) close(index + 1);
  }
  close(tags.length);
  return spans;
}

// U of BILOU is the S of IOBES, L its E; M of BMES is its I.
const beginsSpan = (tag: string) => tag[0] === 'B' || tag[0] === 'S' || tag[0] === 'U';
const endsSpan = (tag: string) =>
  tag[0] === 'E' || tag[0] === 'L' || tag[0] === 'S' || tag[0] === 'U';

/**
 * One tag a token, legal in the scheme.
 *
 * @param spans in order and without overlap, within 0 to `length`
 * @param length tokens of the sentence
 */
export function renderTags(spans: readonly Span[], length: number, scheme: TagScheme): string[] {
  const [first, inner, last, only] = schemeLetters[scheme];
  const tags = new Array<string>(length).fill('O');
  for (const { label, start, end } of spans) {
    const touchesItsLike = scheme === 'IOB1' && start > 0 && tags[start - 1].slice(2) === label;
    tags.fill(`${inner}-${label}`, start, end);
    tags[end - 1] = `${last}-${label}`;
    tags[start] = `${end - start === 1 ? only : first}-${label}`;
    if (touchesItsLike) tags[start] = `B-${label}`;
  }
  return tags;
}
