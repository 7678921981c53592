// A table with a row for each entity.
//
// The first row names the columns. A tab, a line end or a backslash in a text is written as \t, \n,
// \r or \\, and nothing is quoted, so that a tab always ends a column.
import type { Entity } from '../../entities/entity.js';
import { createPiecePlaces, type OffsetUnit, withOffsets } from '../../entities/offsets.js';
import { roundConfidence } from './confidence.js';
import type { LineFormat } from './format.js';

const COLUMNS = ['file', 'line', 'start', 'end', 'label', 'confidence', 'text', 'id'] as const;

/** @param unit of start and end, which count from the start of the line */
export function createTsvFormat(unit: OffsetUnit): LineFormat {
  let file = '';
  return {
    unit: 'line',
    begin: () => renderRow(COLUMNS),
    beginFile: (name) => {
      file = name;
      return '';
    },
    render: ({ text, lineNumber }, entities) => {
      let rows = '';
      for (const entity of withOffsets(text, entities, unit)) {
        rows += renderRow(columnsOf(entity, file, lineNumber));
      }
      return rows;
    },
    startRecord: ({ lineNumber }) => {
      const place = createPiecePlaces(unit);
      return {
        write: (piece, entities) =>
          place(piece, entities)
            .map((entity) => renderRow(columnsOf(entity, file, lineNumber)))
            .join(''),
        finish: () => [],
      };
    },
  };
}

function columnsOf(
  { start, end, label, confidence, text, id }: Entity,
  file: string,
  lineNumber: number,
): (string | number)[] {
  const shown = confidence === undefined ? '' : roundConfidence(confidence);
  return [file, lineNumber, start, end, label, shown, text, id ?? ''];
}

const renderRow = (columns: readonly (string | number)[]) =>
  `${columns.map((column) => escapeText(String(column))).join('\t')}\n`;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

const escapeText = (text: string) => text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]);
