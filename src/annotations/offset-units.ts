// The unit of the offsets of a file: UTF-16 units, code points or bytes.
import { createOffsetReader, type OffsetReader } from '../entities/offset-reader.js';
import { lengthIn, OFFSET_UNITS, type OffsetUnit } from '../entities/offsets.js';
import { InputError } from '../errors.js';
import { excerpt } from '../files/excerpt.js';
import type { RawDocument, RawSpan } from './reader.js';

export const UNIT_NAMES: Readonly<Record<OffsetUnit, string>> = {
  utf16: 'UTF-16 units',
  codepoint: 'code points',
  byte: 'bytes',
};

/** A unit that was assumed, as another one fits too and gives an entity another place. */
export interface UnitDoubt {
  readonly other: OffsetUnit;
  /** The first entity with two places, such as `export.jsonl:3: "label[0]"`. */
  readonly place: string;
}

export interface DetectedUnit {
  readonly unit: OffsetUnit;
  readonly doubt?: UnitDoubt;
}

/**
 * The unit in which every entity lies within its text, cuts no character, and has the text that the
 * file says it has. Of several units, the preferred one.
 *
 * @param preferred the unit that the format defines
 * @throws InputError if there is no such unit
 */
export function detectUnit(documents: Iterable<RawDocument>, preferred: OffsetUnit): DetectedUnit {
  let place: string | undefined;
  const units = new Set<OffsetUnit>([preferred, ...OFFSET_UNITS]);
  for (const { text, spans } of documents) {
    place ??= firstAmbiguous(text, spans);
    for (const unit of units) {
      const convert = createOffsetReader(text, unit);
      const misfit = spans.find((span) => !fits(text, span, convert));
      if (misfit === undefined) continue;
      units.delete(unit);
      if (units.size === 0) throw noUnitFits(text, misfit);
    }
  }
  const [unit] = units;
  const other = COUNTED_BY_TOOLS.find((known) => known !== unit && units.has(known));
  if (unit === 'byte' || other === undefined || place === undefined) return { unit };
  return { unit, doubt: { other, place } };
}

// No tool that is known counts bytes, which nearly any offset in Latin text would fit.
const COUNTED_BY_TOOLS = ['utf16', 'codepoint'] as const;

/** The place of the first span without its text that ends behind a surrogate pair. */
function firstAmbiguous(text: string, spans: readonly RawSpan[]): string | undefined {
  const pair = text.search(/[\u{10000}-\u{10ffff}]/u);
  if (pair < 0) return undefined;
  return spans.find((span) => span.text === undefined && span.end > pair)?.place;
}

/**
 * Checks the spans in the given unit.
 *
 * @throws InputError for the first that does not fit
 */
export function checkUnit({ text, spans }: RawDocument, unit: OffsetUnit): void {
  const convert = createOffsetReader(text, unit);
  const misfit = spans.find((span) => !fits(text, span, convert));
  if (misfit === undefined) return;
  const { start, end, place } = misfit;
  const length = lengthIn(text, unit);
  throw new InputError(
    end > length
      ? `${place}: offsets ${start} to ${end} are beyond the end of the text (${length} ${UNIT_NAMES[unit]})`
      : `${place}: expected ${expectedOf(misfit)} in ${UNIT_NAMES[unit]}, found ${shown(text, misfit, unit)}`,
  );
}

function fits(text: string, span: RawSpan, convert: OffsetReader): boolean {
  const found = textOf(text, span, convert);
  return found !== undefined && (span.text === undefined || isSameText(found, span.text));
}

/** The text of a span, its parts joined by spaces; undefined outside of the text or within a character. */
function textOf(text: string, span: RawSpan, convert: OffsetReader): string | undefined {
  const { start, end, fragments = [[start, end]] } = span;
  const parts: string[] = [];
  for (const fragment of fragments) {
    const [from, to] = fragment.map(convert);
    if (from === undefined || to === undefined) return undefined;
    parts.push(text.slice(from, to));
  }
  return parts.join(' ');
}

// Tools replace line ends and tabs in the text of an entity.
function isSameText(found: string, given: string): boolean {
  if (found === given) return true;
  const flat = found.replaceAll(/\s/gu, ' ');
  return flat === given.replaceAll(/\s/gu, ' ') || flat === given.replaceAll('\\n', ' ');
}

function noUnitFits(text: string, span: RawSpan): InputError {
  const { start, end, place } = span;
  if (OFFSET_UNITS.every((unit) => end > lengthIn(text, unit))) {
    const size = `${lengthIn(text, 'codepoint')} characters`;
    return new InputError(
      `${place}: offsets ${start} to ${end} are beyond the end of the text (${size})`,
    );
  }
  const found = OFFSET_UNITS.map((unit) => shown(text, span, unit));
  const shownTexts =
    new Set(found).size === 1
      ? found[0]
      : found.map((part, index) => `${part} (${UNIT_NAMES[OFFSET_UNITS[index]]})`).join(', ');
  return new InputError(`${place}: expected ${expectedOf(span)}, found ${shownTexts}`);
}

const expectedOf = ({ start, end, text }: RawSpan) =>
  text === undefined
    ? `offsets within the text for ${start} to ${end}`
    : `${excerpt(text)} from ${start} to ${end}`;

function shown(text: string, span: RawSpan, unit: OffsetUnit): string {
  const found = textOf(text, span, createOffsetReader(text, unit));
  if (found !== undefined) return excerpt(found);
  const length = lengthIn(text, unit);
  if (span.end > length) return `a text of length ${length}`;
  return 'a part of a character';
}
