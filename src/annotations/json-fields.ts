// Fields of JSON records, checked when they are asked for.
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import type { JsonRecord } from './json-records.js';
import type { RawSpan } from './reader.js';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws InputError if the record is not an object */
export function fieldsOf({ value, where }: JsonRecord): Fields {
  if (isFields(value)) return value;
  throw new InputError(`${where}: expected a JSON object, found ${describe(value)}`);
}

/** @param where the place of the object */
export function textField(fields: Fields, name: string, where: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  throw unexpected(where, `a text under ${excerpt(name)}`, value);
}

export function listField(fields: Fields, name: string, where: string): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  throw unexpected(where, `a list under ${excerpt(name)}`, value);
}

/** The id of a record or entity as text. */
export function idOf({ id }: Fields): { readonly id?: string } {
  return typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {};
}

/**
 * Entities as [start, end, label] or as objects with `start` and `end`, or `start_offset` and
 * `end_offset`.
 */
export function spansIn(list: readonly unknown[], name: string, where: string): RawSpan[] {
  return list.map((value, index) => spanOf(value, `${where}: ${placeIn(name, index)}`));
}

/** As in "label[2]"; a long name is cut. */
export const placeIn = (name: string, index: number) => `"${excerpt(name).slice(1, -1)}[${index}]"`;

/** @param place of the entity */
export function spanOf(value: unknown, place: string): RawSpan {
  const fields: Fields | undefined = Array.isArray(value)
    ? { start: value[0], end: value[1], label: value[2] }
    : isFields(value)
      ? value
      : undefined;
  if (fields === undefined) throw unexpected(place, 'an entity', value);
  const { start = fields.start_offset, end = fields.end_offset, label = fields.type } = fields;
  if (!isOffset(start)) throw unexpected(place, 'a whole number for the start', start);
  if (!isOffset(end)) throw unexpected(place, 'a whole number for the end', end);
  if (end < start) throw unexpected(place, `an end not before the start ${start}`, end);
  if (typeof label !== 'string') throw unexpected(place, 'the name of a type', label);
  const { text, id, confidence, score } = fields;
  // The ids that doccano gives number its annotations, and are new in every project.
  const isOwnId = typeof id === 'string' || fields.start_offset === undefined;
  const probability = confidence ?? score;
  return {
    label,
    start,
    end,
    place,
    ...(typeof text === 'string' && { text }),
    ...(isOwnId && idOf({ id })),
    ...(isProbability(probability) && { confidence: probability }),
  };
}

const isOffset = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isProbability = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1;

export function unexpected(where: string, expected: string, found: unknown): InputError {
  return new InputError(`${where}: expected ${expected}, found ${describe(found)}`);
}

function describe(value: unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return excerpt(value);
  if (Array.isArray(value)) return 'a list';
  return isFields(value) ? 'an object' : String(value);
}
