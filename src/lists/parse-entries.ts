// Entries of a list file, which is JSON Lines or has columns that tabs separate.
import { InputError } from '../errors.js';
import { excerpt, excerptOfJson } from '../files/excerpt.js';
import { parseJson } from '../files/parse-json.js';
import {
  type DenyEntry,
  EXPECTED_LABEL,
  EXPECTED_TEXT,
  type GazetteerEntry,
  isBlank,
  isLabel,
  LONGEST_TEXT,
} from './list-entry.js';

/** An entry whose fields are checked one by one. */
export interface ParsedEntry extends DenyEntry {
  readonly id?: string;
}

/** File and number of the current line. */
export type Where = () => string;

/** Parses a line that is not blank. @throws InputError that begins with the place of the line */
export type EntryParser<Entry extends ParsedEntry> = (line: string, where: Where) => Entry;

/** The parsers for the two kinds of files. */
export interface ListFormat<Entry extends ParsedEntry> {
  readonly jsonl: EntryParser<Entry>;
  readonly tsv: EntryParser<Entry>;
}

/** A format with its own memory of labels, which are few. */
export function createGazetteerFormat(): ListFormat<GazetteerEntry> {
  const known = new Set<unknown>();
  const checkOnce = (label: unknown, where: Where): string => {
    if (typeof label !== 'string' || !known.has(label)) known.add(checkLabel(label, where));
    return String(label);
  };
  return {
    jsonl: (line, where) => {
      const fields = parseObject(line, where, ['text', 'label', 'id', 'caseSensitive']);
      const { text, id, caseSensitive } = fields;
      return {
        text: checkText(text, where),
        label: checkOnce(fields.label, where),
        id: checkId(id, where),
        caseSensitive: checkSwitch(caseSensitive, where),
      };
    },
    tsv: (line, where) => {
      const columns = line.split('\t');
      if (columns.length < 2 || columns.length > 3) {
        throw columnError('text, label and perhaps an id, separated by tabs', line, where);
      }
      const [text, label, id] = columns;
      return {
        text: checkText(text, where),
        label: checkOnce(label, where),
        id: id === '' ? undefined : id,
      };
    },
  };
}

export function createDenyFormat(): ListFormat<DenyEntry> {
  return {
    jsonl: (line, where) => {
      const fields = parseObject(line, where, ['text', 'label', 'caseSensitive']);
      const { text, label, caseSensitive } = fields;
      return {
        text: checkText(text, where),
        label: label === undefined ? undefined : checkLabel(label, where),
        caseSensitive: checkSwitch(caseSensitive, where),
      };
    },
    tsv: (line, where) => {
      const columns = line.split('\t');
      if (columns.length > 2) {
        throw columnError('a text and perhaps a label, separated by a tab', line, where);
      }
      const [text, label] = columns;
      if (label === undefined) return { text: checkText(text, where) };
      return { text: checkText(text, where), label: checkLabel(label, where) };
    },
  };
}

function columnError(expected: string, line: string, where: Where): InputError {
  const count = line.split('\t').length;
  const columns = count === 1 ? '1 column' : `${count} columns`;
  return new InputError(`${where()}: expected ${expected}, found ${columns}: ${excerpt(line)}`);
}

function checkText(text: unknown, where: Where): string {
  if (typeof text !== 'string' || isBlank(text)) {
    throw new InputError(`${where()}: expected ${EXPECTED_TEXT}, found ${excerptOfJson(text)}`);
  }
  if (text.length <= LONGEST_TEXT) return text;
  throw new InputError(
    `${where()}: expected a text of at most ${LONGEST_TEXT} characters, found ${text.length}: ${excerpt(text)}`,
  );
}

function checkLabel(label: unknown, where: Where): string {
  if (typeof label === 'string' && isLabel(label)) return label;
  throw new InputError(`${where()}: expected ${EXPECTED_LABEL}, found ${excerptOfJson(label)}`);
}

type Field = keyof ParsedEntry;

type Fields = Readonly<Partial<Record<Field, unknown>>>;

function parseObject(line: string, where: Where, known: readonly string[]): Fields {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${where()}: expected a JSON object, found ${excerpt(line)}`);
  }
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const names = known.map((field) => `"${field}"`).join(', ');
    throw new InputError(`${where()}: expected no field but ${names}, found ${excerpt(name)}`);
  }
  return value;
}

/** Numbers are the ids of many databases. */
function checkId(id: unknown, where: Where): string | undefined {
  if (id === undefined || (typeof id === 'string' && id !== '')) return id;
  if (Number.isSafeInteger(id)) return String(id);
  const expected = 'an id that is text or a whole number';
  throw new InputError(`${where()}: expected ${expected}, found ${excerptOfJson(id)}`);
}

function checkSwitch(value: unknown, where: Where): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  const expected = 'caseSensitive to be true or false';
  throw new InputError(`${where()}: expected ${expected}, found ${excerptOfJson(value)}`);
}
