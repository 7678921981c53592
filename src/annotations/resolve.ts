// Entities of a file as entities of a text: in UTF-16 units, in order, trimmed, without overlap.
import type { Entity } from '../entities/entity.js';
import { createOffsetReader } from '../entities/offset-reader.js';
import type { OffsetUnit } from '../entities/offsets.js';
import type { AnnotatedDocument } from './document.js';
import type { LossCounter } from './losses.js';
import type { RawDocument, RawSpan } from './reader.js';

/** @param unit in which all spans fit */
export function resolveDocument(
  { spans, ...document }: RawDocument,
  unit: OffsetUnit,
  losses: LossCounter,
): AnnotatedDocument {
  const { text } = document;
  const convert = createOffsetReader(text, unit);
  const found: PlacedEntity[] = [];
  for (const span of spans) {
    const entity = trimmedEntity(span, text, convert, losses);
    if (entity !== undefined) found.push(entity);
  }
  return { ...document, entities: withoutOverlap(found, losses) };
}

interface PlacedEntity extends Entity {
  readonly place: string;
}

function trimmedEntity(
  span: RawSpan,
  text: string,
  convert: (offset: number) => number | undefined,
  losses: LossCounter,
): PlacedEntity | undefined {
  const { label, id, confidence, place } = span;
  if (label.trim() === '') {
    losses.add('untyped', place);
    return undefined;
  }
  let [start, end] = [convert(span.start) ?? 0, convert(span.end) ?? 0];
  const length = end - start;
  while (start < end && isSpace(text[start])) start++;
  while (start < end && isSpace(text[end - 1])) end--;
  if (start === end) {
    losses.add('empty', place);
    return undefined;
  }
  if (end - start < length) losses.add('trimmed', place);
  if (hasGap(span, text, convert)) losses.add('discontinuous', place);
  return {
    label,
    text: text.slice(start, end),
    start,
    end,
    place,
    ...(id !== undefined && { id }),
    ...(confidence !== undefined && { confidence }),
  };
}

/** Whether there is more than white space between the parts of an entity. */
function hasGap(
  { fragments = [] }: RawSpan,
  text: string,
  convert: (offset: number) => number | undefined,
): boolean {
  return fragments.some(([start], index) => {
    const before = index === 0 ? start : fragments[index - 1][1];
    return /[^\s\p{Cc}]/u.test(text.slice(convert(before), convert(start)));
  });
}

const isSpace = (character: string) => /\s/u.test(character);

/** The longest of the entities that overlap; of equally long ones, the first. */
function withoutOverlap(entities: readonly PlacedEntity[], losses: LossCounter): Entity[] {
  const inOrder = entities.toSorted((a, b) => a.start - b.start || b.end - a.end);
  if (inOrder.every(({ start }, index) => index === 0 || start >= inOrder[index - 1].end)) {
    return inOrder.map(withoutPlace);
  }
  const kept: PlacedEntity[] = [];
  for (const entity of inOrder.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const index = placeFor(entity, kept);
    const isFree =
      (kept[index - 1]?.end ?? 0) <= entity.start &&
      (kept[index]?.start ?? Number.POSITIVE_INFINITY) >= entity.end;
    if (isFree) kept.splice(index, 0, entity);
    else losses.add('overlapping', entity.place);
  }
  return kept.map(withoutPlace);
}

/** The index before the first entity that does not begin before this one. */
function placeFor({ start }: Entity, entities: readonly Entity[]): number {
  let [low, high] = [0, entities.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entities[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const withoutPlace = ({ place: _, ...entity }: PlacedEntity): Entity => entity;
