// Reads the entities that a program predicted: tag columns, or JSON Lines with offsets.
import { createOffsetReader } from '../entities/offset-reader.js';
import type { OffsetUnit } from '../entities/offsets.js';
import { InputError } from '../errors.js';
import { type ByteSource, openSource } from '../files/byte-source.js';
import { excerpt } from '../files/excerpt.js';
import { parseJson } from '../files/parse-json.js';
import { utf8Lines } from '../files/utf8-lines.js';
import type { ConllOptions, LabeledSentence } from './conll.js';
import { type ConllFile, readOnce } from './conll-file.js';
import type { Span } from './tags.js';

export interface Predictions {
  readonly path: string;
  /** The checksum of the file as it is stored. */
  readonly sha256: string;
  /** They are read anew each time; a malformed line of JSON is an InputError then. */
  readonly sentences: Iterable<LabeledSentence>;
  /** The columns; undefined for JSON. It costs nothing after the sentences were read. */
  survey(): ConllFile | undefined;
  /** About the last reading. */
  warnings(): readonly string[];
}

export interface PredictionOptions extends ConllOptions {
  /** What offsets count, unless the texts of entities show that they count something else. */
  readonly offsets?: OffsetUnit;
}

const USUAL_UNITS: readonly OffsetUnit[] = ['utf16', 'codepoint'];
const OPENING_BRACE = 0x7b;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads predictions, plain or gzipped. A file that begins with { is JSON Lines: an object with `text` and `entities` on each
 * line, an entity as {start, end, label} or [start, end, label], with or without a `confidence` from 0 to 1. Offsets count
 * the given unit, UTF-16 units or code points: the first that agrees with the `text` of every entity of a line.
 *
 * @throws InputError if the file cannot be read or a line of it is malformed
 */
export async function readPredictions(
  path: string,
  options: PredictionOptions,
): Promise<Predictions> {
  return predictionsOf(await openSource(path), options);
}

/** The same for an open file. */
export function predictionsOf(source: ByteSource, options: PredictionOptions): Predictions {
  const { path, sha256 } = source;
  if (isJson(source))
    return { path, sha256, survey: () => undefined, ...readJson(source, options) };
  return { path, sha256, warnings: () => [], ...readOnce(source, options) };
}

/** Reads predictions in columns. */
export async function readColumns(path: string, options: ConllOptions): Promise<Predictions> {
  const source = await openSource(path);
  return { path, sha256: source.sha256, warnings: () => [], ...readOnce(source, options) };
}

/** Whether the first byte after a byte order mark and white space opens an object. */
function isJson({ chunks }: ByteSource): boolean {
  let index = 0;
  for (const chunk of chunks()) {
    for (const byte of chunk) {
      const isMark = index < BYTE_ORDER_MARK.length && byte === BYTE_ORDER_MARK[index];
      if (byte > 0x20 && !isMark) return byte === OPENING_BRACE;
      index++;
    }
  }
  return false;
}

function readJson(
  source: ByteSource,
  { offsets }: PredictionOptions,
): Pick<Predictions, 'sentences' | 'warnings'> {
  const units = new Set([...(offsets ? [offsets] : []), ...USUAL_UNITS]);
  let ignoredCount = 0;
  const ignore = () => {
    ignoredCount++;
  };
  return {
    sentences: {
      [Symbol.iterator]: () => {
        ignoredCount = 0;
        return jsonSentences(source, { units: [...units], ignore });
      },
    },
    warnings: () =>
      ignoredCount === 0
        ? []
        : [`${source.path}: expected confidences from 0 to 1, ignored others: ${ignoredCount}`],
  };
}

interface RecordOptions {
  /** What offsets may count, the likeliest first. */
  readonly units: readonly OffsetUnit[];
  /** Called for each confidence that is not a number from 0 to 1. */
  readonly ignore: () => void;
}

function* jsonSentences(
  { path, chunks }: ByteSource,
  { units, ignore }: RecordOptions,
): Generator<LabeledSentence> {
  let line = 0;
  for (const source of utf8Lines(chunks(), path)) {
    line++;
    if (source.trim() === '') continue;
    const { text, entities } = parseRecord(source, `${path}:${line}`, units);
    for (const { confidence } of entities) if (confidence === null) ignore();
    yield { ...cutAt(text, entities), line };
  }
}

/** An entity in its text. */
export interface PredictedEntity {
  readonly label: string;
  /** Half open, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** null if it is not a number from 0 to 1. */
  readonly confidence?: number | null;
}

interface TaggedRecord {
  readonly text: string;
  readonly entities: readonly PredictedEntity[];
}

function parseRecord(source: string, where: string, units: readonly OffsetUnit[]): TaggedRecord {
  const unexpected = (what: string) =>
    new InputError(`${where}: expected ${what}: ${excerpt(source)}`);
  const value = parseJson(source);
  if (typeof value !== 'object' || value === null) {
    throw unexpected('a JSON object, found invalid JSON');
  }
  const fields: Record<string, unknown> = { ...value };
  const { text, entities = fields.spans ?? fields.label } = fields;
  if (typeof text !== 'string') throw unexpected('a text under "text", found none');
  if (!Array.isArray(entities)) throw unexpected('a list under "entities", found none');
  const raw = entities.map((entity) => entityOf(entity));
  if (!raw.every((entity) => entity !== undefined)) {
    throw unexpected('entities as {"start", "end", "label"} or [start, end, label], found another');
  }
  const inUnits = inFirstUnit(text, raw, units);
  if (inUnits === undefined) throw unexpected('entities within the text that agree with it');
  const sorted = inUnits.toSorted((a, b) => a.start - b.start);
  if (sorted.some(({ start }, index) => index > 0 && start < sorted[index - 1].end)) {
    throw unexpected('entities that do not overlap');
  }
  return { text, entities: sorted };
}

interface RawEntity extends PredictedEntity {
  readonly text: unknown;
}

function entityOf(value: unknown): RawEntity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: Record<string, unknown> = { ...value };
  const [start, end, label, text, confidence] = Array.isArray(value)
    ? value.slice(0, 4)
    : [fields.start, fields.end, fields.label ?? fields.type, fields.text, fields.confidence];
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start < end;
  if (!isRange || start < 0 || typeof label !== 'string' || label === '') return undefined;
  if (confidence === undefined || confidence === null) return { start, end, label, text };
  const isShare = typeof confidence === 'number' && confidence >= 0 && confidence <= 1;
  return { start, end, label, text, confidence: isShare ? confidence : null };
}

/** The entities in UTF-16 units, if they agree with the text in one of the units. */
function inFirstUnit(
  text: string,
  entities: readonly RawEntity[],
  units: readonly OffsetUnit[],
): RawEntity[] | undefined {
  for (const unit of units) {
    const read = createOffsetReader(text, unit);
    const placed = entities.flatMap((entity) => {
      const [start, end] = [read(entity.start), read(entity.end)];
      if (start === undefined || end === undefined) return [];
      const agrees = typeof entity.text !== 'string' || text.slice(start, end) === entity.text;
      return agrees ? [{ ...entity, start, end }] : [];
    });
    if (placed.length === entities.length) return placed;
  }
  return undefined;
}

/** The words between white space, cut at the ends of entities. */
export function cutAt(
  text: string,
  entities: readonly PredictedEntity[],
): { tokens: string[]; spans: Span[] } {
  const tokens: string[] = [];
  const spans: Span[] = [];
  const takeWords = (start: number, end: number) => {
    tokens.push(...(text.slice(start, end).match(/\S+/gu) ?? []));
  };
  let position = 0;
  for (const { label, start, end, confidence } of entities) {
    takeWords(position, start);
    const first = tokens.length;
    takeWords(start, end);
    if (tokens.length > first) {
      const span = { label, start: first, end: tokens.length };
      spans.push(typeof confidence === 'number' ? { ...span, confidence } : span);
    }
    position = end;
  }
  takeWords(position, text.length);
  return { tokens, spans };
}
