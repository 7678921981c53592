// One JSON object per line of text, for programs.
import type { Entity } from '../../entities/entity.js';
import { createPiecePlaces, type OffsetUnit, withOffsets } from '../../entities/offsets.js';
import { InputError } from '../../errors.js';
import { roundConfidence } from './confidence.js';
import type { LineFormat, RecordPlace, RecordWriter } from './format.js';
import { renderJson } from './json.js';
import type { Passage } from './passage.js';

// Some millions of entities.
const MAXIMUM_KEPT_BYTES = 1 << 29;

/** @param unit of start and end */
export function createJsonlFormat(unit: OffsetUnit): LineFormat {
  return {
    unit: 'line',
    render: ({ text, lineNumber, record }, entities, file) => {
      const placed = withOffsets(text, entities, unit);
      return `${renderStart({ lineNumber, file, record })}${renderJson(text)},"entities":${renderEntities(placed)}}\n`;
    },
    startRecord: (place) => createJsonWriter(place, unit),
  };
}

function renderStart({ lineNumber, file, record }: RecordPlace & Pick<Passage, 'record'>): string {
  const name = record?.id === undefined ? '' : `"id":${renderJson(record.id)},`;
  const place = file === undefined ? '' : `"file":${renderJson(file)},"line":${lineNumber},`;
  return `{${name}${place}"text":`;
}

/** Writes the text as it comes, and keeps the entities, which follow it. */
function createJsonWriter(place: RecordPlace, unit: OffsetUnit): RecordWriter {
  const placesOf = createPiecePlaces(unit);
  // Outside of the heap, in far less memory than objects.
  const kept: Buffer[] = [];
  let keptLength = 0;
  let start = `${renderStart(place)}"`;
  return {
    write: (piece, entities) => {
      if (keptLength > MAXIMUM_KEPT_BYTES) {
        throw new InputError(
          `line ${place.lineNumber}: expected entities of at most ${MAXIMUM_KEPT_BYTES} bytes in one line with --format jsonl, found more`,
        );
      }
      const json = renderEntities(placesOf(piece, entities)).slice(1, -1);
      if (json !== '') kept.push(Buffer.from(`${kept.length > 0 ? ',' : ''}${json}`));
      keptLength += json.length;
      const written = start + renderJson(piece).slice(1, -1);
      start = '';
      return written;
    },
    finish: function* () {
      yield '","entities":[';
      for (const json of kept) yield json.toString();
      yield ']}\n';
    },
  };
}

export const jsonlFormat = createJsonlFormat('utf16');

/** The entities as a JSON array. */
export function renderEntities(entities: readonly Entity[]): string {
  // Entity by entity: a line may have a hundred thousand of them.
  let json = '[';
  for (const [index, entity] of entities.entries()) {
    json += `${index === 0 ? '' : ','}${renderEntity(entity)}`;
  }
  return `${json}]`;
}

export function renderEntity({ label, text, start, end, id, confidence }: Entity): string {
  return renderJson({
    label,
    text,
    start,
    end,
    id,
    confidence: confidence === undefined ? undefined : roundConfidence(confidence),
  });
}
