import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { roundConfidence } from '../../../src/cli/formats/confidence.js';
import { createConlluFormat } from '../../../src/cli/formats/conllu.js';
import type { Entity, TaggedText } from '../../../src/entities/entity.js';
import { taggedLine } from './tagged-line.js';

interface Sentence {
  readonly comments: ReadonlyMap<string, string>;
  readonly forms: readonly string[];
  readonly misc: readonly ReadonlyMap<string, string>[];
}

/** Reads CoNLL-U as https://universaldependencies.org/format.html describes it. */
function readConllu(text: string): Sentence[] {
  expect(text === '' || text.endsWith('\n\n')).toBe(true);
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const lines = block.split('\n');
      const isComment = (line: string) => line.startsWith('#') && !line.includes('\t_\t');
      const comments = lines.filter(isComment).map((line) => {
        const [, key, value] = /^# ([^=]+) = (.*)$/s.exec(line)!;
        return [key, value] as const;
      });
      const rows = lines.filter((line) => !isComment(line)).map((line) => line.split('\t'));
      for (const [index, row] of rows.entries()) {
        expect(row).toHaveLength(10);
        expect(row[0]).toBe(String(index + 1));
        expect(row.slice(2, 9)).toEqual(Array(7).fill('_'));
      }
      return {
        comments: new Map(comments),
        forms: rows.map(([, form]) => form),
        misc: rows.map((row) => miscOf(row[9])),
      };
    });
}

function miscOf(column: string): Map<string, string> {
  if (column === '_') return new Map();
  return new Map(
    column.split('|').map((field) => {
      const place = field.indexOf('=');
      return [field.slice(0, place), unescapeValue(field.slice(place + 1))];
    }),
  );
}

const unescapeValue = (value: string) =>
  value.replace(
    /\\(.)/g,
    (_, letter: string) => ({ p: '|', '\\': '\\', s: ' ', t: '\t', n: '\n', r: '\r' })[letter]!,
  );

const render = (tagged: TaggedText) =>
  createConlluFormat().render(tagged, { text: tagged.text, end: '\n', lineNumber: 3 });

test('a reader gets back sentences, tokens, entities and spaces', () => {
  fc.assert(
    fc.property(taggedLine, (tagged) => {
      const found = readConllu(render(tagged));
      const sentences = tagged.sentences.filter((tokens) => tokens.length > 0);
      expect(found.map(({ forms }) => forms)).toEqual(
        sentences.map((tokens) => tokens.map(({ text }) => text.replace(/[\t\n\r]/g, ' '))),
      );
      for (const [index, { comments, forms, misc }] of found.entries()) {
        expect(comments.get('sent_id')).toBe(`3.${index + 1}`);
        const text = forms.map((form, place) => {
          const isLast = place === forms.length - 1;
          return form + (isLast || misc[place].get('SpaceAfter') === 'No' ? '' : ' ');
        });
        expect(comments.get('text')).toBe(text.join(''));
      }
      expect(found.flatMap(({ misc }) => entitiesOf(misc))).toEqual(
        tagged.entities.map(({ label, confidence, id }) => ({
          label,
          confidence: confidence === undefined ? undefined : String(roundConfidence(confidence)),
          id,
        })),
      );
    }),
  );
});

function entitiesOf(misc: readonly ReadonlyMap<string, string>[]) {
  return misc.flatMap(
    (fields): Record<keyof Pick<Entity, 'label' | 'id'> | 'confidence', unknown>[] => {
      const tag = fields.get('NER');
      if (!tag?.startsWith('B-')) return [];
      return [
        { label: tag.slice(2), confidence: fields.get('NERConfidence'), id: fields.get('NERId') },
      ];
    },
  );
}

test('sentences of several files are numbered by file, line and sentence', () => {
  const format = createConlluFormat();
  const token = { text: 'a', start: 0, end: 1 };
  const tagged = { text: 'a', sentences: [[token]], entities: [] };
  const output = [
    format.beginFile!('x\ty', false),
    format.render(tagged, { text: 'a', lineNumber: 1 }),
    format.render(tagged, { text: 'a', end: '\n', lineNumber: 1 }),
    format.render(tagged, { text: 'a', lineNumber: 2 }),
    format.beginFile!('z', false),
    format.render(tagged, { text: 'a', end: '\n', lineNumber: 1 }),
  ].join('');
  expect(output.match(/^# (newdoc|sent).*$/gm)).toEqual([
    '# newdoc id = x y',
    '# sent_id = 1.1.1',
    '# sent_id = 1.1.2',
    '# sent_id = 1.2.1',
    '# newdoc id = z',
    '# sent_id = 2.1.1',
  ]);
});
