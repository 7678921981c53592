// JSON Lines: the text of a record is in one of its fields, and its entities become another field.
//
// A record is never printed anew. The field is inserted into the line as it stands, so that numbers,
// escapes, spaces and repeated keys stay the same to the byte.

import { type OffsetUnit, withOffsets } from '../../entities/offsets.js';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { parseJson } from '../../files/parse-json.js';
import { withoutByteOrderMark } from '../../files/utf8-lines.js';
import type { LineFormat } from '../formats/format.js';
import { renderEntities } from '../formats/jsonl.js';
import type { Line, Passage } from '../formats/passage.js';

export interface JsonPassage extends Passage {
  /** The record up to the value of the new field, and the rest of it. */
  readonly json: readonly [before: string, after: string];
}

export interface JsonOptions {
  /** The names of the field with the text and of the objects around it, outermost first. */
  readonly textField: readonly string[];
  /** The name of the new field. */
  readonly entitiesField: string;
  /** Whether a record without a text gets an empty list; otherwise it is an error. */
  readonly skipsMissing: boolean;
}

/**
 * The record of the input with its entities. The records of several files are one stream: a line end
 * is added between two files if it is missing, and only the first can have a byte order mark.
 *
 * @param unit of start and end
 */
export function createJsonRecordFormat(unit: OffsetUnit): LineFormat<JsonPassage> {
  let fileCount = 0;
  let lastEnd = '\n';
  return {
    unit: 'line',
    repeatsSource: true,
    beginFile: () => {
      fileCount++;
      const missing = lastEnd === '' ? '\n' : '';
      lastEnd = '\n';
      return missing;
    },
    render: ({ json: [before, after], text, end, isBetween }, entities) => {
      lastEnd = end;
      if (isBetween) return text + end;
      const start = fileCount > 1 ? withoutByteOrderMark(before) : before;
      return start + renderEntities(withOffsets(text, entities, unit)) + after + end;
    },
  };
}

/**
 * Yields the records, and blank lines as lines between them.
 *
 * @param name of the stream in errors
 * @throws InputError for a record that cannot be used, after the records before it
 */
export async function* readJsonLines(
  chunks: AsyncIterable<readonly Line[]>,
  name: string,
  options: JsonOptions,
): AsyncGenerator<JsonPassage[]> {
  for await (const lines of chunks) {
    const passages: JsonPassage[] = [];
    for (const line of lines) {
      try {
        passages.push(passageOf(line, `${name}:${line.lineNumber}`, options));
      } catch (error) {
        yield passages;
        throw error;
      }
    }
    yield passages;
  }
}

function passageOf(line: Line, where: string, options: JsonOptions): JsonPassage {
  const text = line.lineNumber === 1 ? withoutByteOrderMark(line.text) : line.text;
  if (/^[ \t\r]*$/.test(text)) return { ...line, json: ['', ''], isBetween: true };
  const record = parseJson(text);
  if (!isObject(record)) {
    throw new InputError(`${where}: expected a JSON object, found ${excerpt(text)}`);
  }
  const { entitiesField } = options;
  if (Object.hasOwn(record, entitiesField)) {
    throw new InputError(
      `${where}: the record already has a field ${JSON.stringify(entitiesField)}; --entities-field names another for the entities`,
    );
  }
  return {
    text: textIn(record, where, options),
    end: line.end,
    lineNumber: line.lineNumber,
    json: openField(line.text, entitiesField, Object.keys(record).length > 0),
  };
}

function textIn(record: object, where: string, { textField, skipsMissing }: JsonOptions): string {
  let value: unknown = record;
  for (const key of textField) {
    value = isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  if (typeof value === 'string') return value;
  const isMissing = value === undefined || value === null;
  if (isMissing && skipsMissing) return '';
  const hint = isMissing ? ' (--skip-missing lets such records pass)' : '';
  throw new InputError(
    `${where}: expected a text in the field ${JSON.stringify(textField.join('.'))}, found ${kindOf(value)}${hint}`,
  );
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : String(value);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parts an object before its last brace, or before the white space that precedes it. */
function openField(json: string, name: string, hasFields: boolean): JsonPassage['json'] {
  const brace = json.lastIndexOf('}');
  let end = brace;
  while (' \t\r'.includes(json[end - 1])) end--;
  const comma = hasFields ? ',' : '';
  return [`${json.slice(0, end)}${comma}${JSON.stringify(name)}:`, json.slice(end)];
}
