// Conversion of tag sequences such as B-PER I-PER O to spans of tokens and back.
import { schemePrefixes, type TagScheme } from './tag-scheme.js';

/** An entity: the tokens from `start` to before `end`, with its type as `label`. */
export interface Span {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** What a list of names says that the entity stands for. */
  readonly id?: string;
  /** The probability, from 0 to 1, that exactly this span with this type stands here. */
  readonly confidence?: number;
}

const tagShape = /^(?:O|[BIESLUM]-[^-].*)$/su;

/** Whether the word is a tag of any scheme: O, or a prefix and a type (B-PER, not B--PER). */
export function isTag(word: string): boolean {
  return tagShape.test(word);
}

const LAYER = /(?<=.)[|#+;&,/](?=O$|[BIESLUM]-)/su;
const LAYERS = new RegExp(LAYER, 'gsu');

/** Whether a tag holds the tags of several layers, such as I-ORG|B-LOC. */
export const isNested = (tag: string): boolean => LAYER.test(tag);

/** A tag that is not nested, whatever its type. */
export const flatTag = (tag: string): string => tag.replace(LAYERS, '_');

/** A type as a tag can have it: a tag with a hyphen before its type is none. */
export const typeInTag = (type: string): string =>
  type.startsWith('-') ? `_${type.slice(1)}` : type;

/**
 * The spans of a tag sequence of any scheme, legal or not, as conlleval reads them. A span begins
 * where a tag says so, where the type changes, and after a tag that is O or ends a span. It lasts
 * until another span begins or a tag ends it.
 *
 * @param tags words that are tags by `isTag`
 */
export function spansOf(tags: readonly string[]): Span[] {
  const spans: Span[] = [];
  let type = '';
  let start = -1;
  const close = (end: number) => {
    if (start >= 0) spans.push({ label: type, start, end });
    start = -1;
  };

  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index];
    if (tag === 'O') {
      close(index);
      continue;
    }
    const tagType = tag.slice(2);
    if (start < 0 || beginsSpan(tag) || tagType !== type) {
      close(index);
      type = tagType;
      start = index;
    }
    if (endsSpan(tag)) close(index + 1);
  }
  close(tags.length);
  return spans;
}

/** Whether `spansOf` begins a span at a tag after `previous`, which is null at the start of a sentence. */
export function beginsAfter(previous: string | null, tag: string): boolean {
  if (tag === 'O') return false;
  if (previous === null || previous === 'O' || endsSpan(previous)) return true;
  return beginsSpan(tag) || previous.slice(2) !== tag.slice(2);
}

// The U and L of BILOU are the S and E of IOBES, the M of BMES is its I.
const beginsSpan = (tag: string) => tag[0] === 'B' || tag[0] === 'S' || tag[0] === 'U';
const endsSpan = (tag: string) =>
  tag[0] === 'E' || tag[0] === 'L' || tag[0] === 'S' || tag[0] === 'U';

/**
 * One tag per token, legal in the scheme.
 *
 * @param spans in order, without overlap
 * @param length number of tokens in the sentence
 */
export function renderTags(spans: readonly Span[], length: number, scheme: TagScheme): string[] {
  const [first, inner, last, only] = schemePrefixes[scheme];
  const tags = new Array<string>(length).fill('O');
  for (const { label, start, end } of spans) {
    const touchesItsType = scheme === 'IOB1' && start > 0 && tags[start - 1].slice(2) === label;
    tags.fill(`${inner}-${label}`, start, end);
    tags[end - 1] = `${last}-${label}`;
    tags[start] = `${end - start === 1 ? only : first}-${label}`;
    if (touchesItsType) tags[start] = `B-${label}`;
  }
  return tags;
}
