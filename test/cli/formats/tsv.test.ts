import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { roundConfidence } from '../../../src/cli/formats/confidence.js';
import { createTsvFormat } from '../../../src/cli/formats/tsv.js';
import { taggedLine } from './tagged-line.js';

const unescapeText = (text: string) =>
  text.replace(
    /\\(.)/g,
    (_, letter: string) => ({ t: '\t', n: '\n', r: '\r', '\\': '\\' })[letter]!,
  );

test('a parser of tables reads back every entity', () => {
  fc.assert(
    fc.property(taggedLine, ({ text, entities }) => {
      const format = createTsvFormat('utf16');
      const table =
        format.begin!() +
        format.beginFile!('a\tb\\n.txt', true) +
        format.render({ text, end: '\n', lineNumber: 7 }, entities);
      const rows: Record<string, string>[] = parse(table, {
        delimiter: '\t',
        quote: null,
        escape: null,
        columns: true,
        record_delimiter: '\n',
      });
      expect(
        rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [name, unescapeText(value)]),
          ),
        ),
      ).toEqual(
        entities.map((entity) => ({
          file: 'a\tb\\n.txt',
          line: '7',
          start: String(entity.start),
          end: String(entity.end),
          label: entity.label,
          confidence:
            entity.confidence === undefined ? '' : String(roundConfidence(entity.confidence)),
          text: entity.text,
          id: entity.id ?? '',
        })),
      );
    }),
  );
});

test('start and end count in the chosen unit', () => {
  const format = createTsvFormat('byte');
  const entity = { label: 'PER', text: 'Joe', start: 3, end: 6 };
  format.beginFile!('-', true);
  expect(format.render({ text: '🧸 Joe', end: '\n', lineNumber: 1 }, [entity])).toBe(
    '-\t1\t5\t8\tPER\t\tJoe\t\n',
  );
});
