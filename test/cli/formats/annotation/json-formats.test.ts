import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDoccanoFormat } from '../../../../src/cli/formats/annotation/doccano.js';
import { createHuggingFaceFormat } from '../../../../src/cli/formats/annotation/hugging-face.js';
import { createLabelStudioFormat } from '../../../../src/cli/formats/annotation/label-studio.js';
import { prodigyFormat } from '../../../../src/cli/formats/annotation/prodigy.js';
import { createSpacyFormat } from '../../../../src/cli/formats/annotation/spacy.js';
import { spacyExamplesFormat } from '../../../../src/cli/formats/annotation/spacy-examples.js';
import { roundConfidence } from '../../../../src/cli/formats/confidence.js';
import type { Entity, TaggedText } from '../../../../src/entities/entity.js';
import { taggedLine } from '../tagged-line.js';

const lines = fc.array(taggedLine, { maxLength: 4 });
const isBlank = ({ text }: TaggedText) => text.trim() === '';
const lineOf = (text: string, index: number) =>
  ({ text, end: '\n', lineNumber: index + 1 }) as const;

/** A slice by code points, as Python does it. */
const sliced = (text: string, start: number, end: number) => [...text].slice(start, end).join('');

const shown = (confidence: number | undefined) =>
  confidence === undefined ? {} : { score: roundConfidence(confidence) };

/** Each text with its number, without the blank ones. */
const numbered = (tagged: readonly TaggedText[]) =>
  tagged.map((line, index) => ({ ...line, line: index + 1 })).filter((line) => !isBlank(line));

const parseLines = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

test('doccano: text, labels and the place as metadata', () => {
  fc.assert(
    fc.property(lines, (tagged) => {
      const format = createDoccanoFormat('codepoint');
      const output = tagged.map(({ text, entities }, index) =>
        format.render(lineOf(text, index), entities, 'f'),
      );
      const records = parseLines(output.join(''));
      expect(records).toEqual(
        numbered(tagged).map(({ text, line }) => ({
          text,
          line,
          file: 'f',
          label: expect.any(Array),
        })),
      );
      const found = records.map(({ text, label }) =>
        label.map(([start, end, type]: [number, number, string]) => [
          type,
          sliced(text, start, end),
        ]),
      );
      expect(found).toEqual(
        numbered(tagged).map(({ entities }) => entities.map(({ label, text }) => [label, text])),
      );
    }),
  );
});

test('doccano counts UTF-16 units as its page does', () => {
  const entity = { label: 'PER', text: 'Joe', start: 3, end: 6 };
  expect(createDoccanoFormat('utf16').render(lineOf('🧸 Joe', 0), [entity])).toBe(
    '{"text":"🧸 Joe","label":[[3,6,"PER"]],"line":1}\n',
  );
});

test('label-studio: an array of tasks whose regions are found by code points', () => {
  fc.assert(
    fc.property(lines, (tagged) => {
      const format = createLabelStudioFormat('en');
      const output = tagged.map(({ text, entities }, index) =>
        format.render(lineOf(text, index), entities),
      );
      const tasks = JSON.parse(format.begin!() + output.join('') + format.end!());
      expect(tasks).toHaveLength(numbered(tagged).length);
      for (const [index, { text, entities, line }] of numbered(tagged).entries()) {
        const { data, predictions } = tasks[index];
        expect(data).toEqual({ text, line });
        expect(predictions).toHaveLength(1);
        const [{ model_version, result }] = predictions;
        expect(model_version).toBe('en');
        expect(result).toEqual(
          entities.map(({ label, text, confidence, id }, number) => ({
            id: `e${number + 1}`,
            from_name: 'label',
            to_name: 'text',
            type: 'labels',
            value: { start: expect.any(Number), end: expect.any(Number), text, labels: [label] },
            ...shown(confidence),
            ...(id !== undefined && { meta: { text: [id] } }),
          })),
        );
        for (const { value } of result) {
          expect(sliced(text, value.start, value.end)).toBe(value.text);
        }
      }
    }),
  );
});

test('label-studio: the score of a task is the mean of its confidences', () => {
  const render = (confidences: readonly (number | undefined)[]) => {
    const entities = confidences.map(
      (confidence, start): Entity => ({
        label: 'X',
        text: 'a',
        start,
        end: start + 1,
        ...(confidence !== undefined && { confidence }),
      }),
    );
    const text = createLabelStudioFormat('en').render(lineOf('aaaa', 0), entities);
    return JSON.parse(text).predictions[0].score;
  };
  expect(render([0.5, undefined, 1])).toBe(0.75);
  expect(render([undefined])).toBeUndefined();
  expect(render([])).toBeUndefined();
});

test('prodigy: tokens and spans, in code points, with the last token included', () => {
  fc.assert(
    fc.property(lines, (tagged) => {
      const output = tagged.map((line, index) =>
        prodigyFormat.render(line, lineOf(line.text, index), 'f'),
      );
      const tasks = parseLines(output.join(''));
      expect(tasks.map(({ text, meta }) => ({ text, ...meta }))).toEqual(
        numbered(tagged).map(({ text, line }) => ({ text, file: 'f', line })),
      );
      for (const [index, { entities }] of numbered(tagged).entries()) {
        const { text, tokens, spans } = tasks[index];
        for (const [id, token] of tokens.entries()) {
          expect(token.id).toBe(id);
          expect(sliced(text, token.start, token.end)).toBe(token.text);
          expect(token.ws).toBe(sliced(text, token.end, token.end + 1) === ' ');
        }
        expect(spans).toEqual(
          entities.map(({ label, confidence, id }, place) => ({
            start: tokens[spans[place].token_start].start,
            end: tokens[spans[place].token_end].end,
            token_start: expect.any(Number),
            token_end: expect.any(Number),
            label,
            ...shown(confidence),
            ...(id !== undefined && { id }),
          })),
        );
        expect(
          spans.map(({ start, end }: { start: number; end: number }) => sliced(text, start, end)),
        ).toEqual(entities.map((entity) => entity.text));
      }
    }),
  );
});

interface SpacyToken {
  readonly orth: string;
  readonly space: string;
  readonly ner: string;
}

/** The entities of BILUO tags; every tag must fit the one before. */
function entitiesOfBiluo(tokens: readonly SpacyToken[]): { label: string; text: string }[] {
  const entities: { label: string; text: string }[] = [];
  let open: { label: string; text: string } | undefined;
  for (const { orth, space, ner } of tokens) {
    const [position, label] = [ner[0], ner.slice(2)];
    if (position === 'B' || position === 'U') {
      expect(open).toBeUndefined();
      open = { label, text: '' };
    }
    if (position === 'O') expect(open).toBeUndefined();
    else expect(open?.label).toBe(label);
    if (open) open.text += orth + (position === 'L' || position === 'U' ? '' : space);
    if (open && (position === 'L' || position === 'U')) {
      entities.push(open);
      open = undefined;
    }
  }
  expect(open).toBeUndefined();
  return entities;
}

test('spacy: documents whose tokens give back text and entities', () => {
  fc.assert(
    fc.property(lines, (tagged) => {
      const format = createSpacyFormat();
      const output = tagged.map((line, index) => format.render(line, lineOf(line.text, index)));
      const documents = JSON.parse(format.begin!() + output.join('') + format.end!());
      const expected = tagged
        .map((line, index) => ({ ...line, line: index + 1 }))
        .filter(({ sentences }) => sentences.flat().length > 0);
      expect(documents.map(({ id, line }: { id: number; line: number }) => [id, line])).toEqual(
        expected.map(({ line }, id) => [id, line]),
      );
      for (const [index, { text, entities }] of expected.entries()) {
        const [{ raw, sentences }] = documents[index].paragraphs;
        const tokens: SpacyToken[] = sentences.flatMap(
          (sentence: { tokens: [] }) => sentence.tokens,
        );
        expect(raw).toBe(text);
        expect(tokens.map(({ orth, space }) => orth + space).join('')).toBe(text);
        expect(entitiesOfBiluo(tokens)).toEqual(
          entities.map(({ label, text }) => ({ label, text })),
        );
      }
    }),
  );
});

test('spacy: a line in several passages is a document of several paragraphs', () => {
  const format = createSpacyFormat();
  const tagged = { text: 'a', sentences: [[{ text: 'a', start: 0, end: 1 }]], entities: [] };
  const none = { text: ' ', sentences: [], entities: [] };
  const passages = [
    [none, undefined],
    [tagged, undefined],
    [none, undefined],
    [tagged, undefined],
    [none, '\n'],
    [none, '\n'],
    [tagged, undefined],
  ] as const;
  const output = passages.map(([line, end], index) =>
    format.render(line, { text: line.text, lineNumber: index, ...(end && { end }) }),
  );
  const documents = JSON.parse(format.begin!() + output.join('') + format.end!());
  expect(
    documents.map(({ paragraphs, line }: { paragraphs: []; line: number }) => [
      line,
      paragraphs.length,
    ]),
  ).toEqual([
    [1, 2],
    [6, 1],
  ]);
});

test('label-studio without a model has annotations, and the id of the task', () => {
  const entity = { label: 'PER', text: 'Joe', start: 3, end: 6 };
  const format = createLabelStudioFormat();
  const record = { ...lineOf('🧸 Joe', 0), record: { id: '12' } };
  const tasks = JSON.parse(format.begin!() + format.render(record, [entity]) + format.end!());
  const value = { start: 2, end: 5, text: 'Joe', labels: ['PER'] };
  const result = [{ id: 'e1', from_name: 'label', to_name: 'text', type: 'labels', value }];
  expect(tasks).toEqual([{ id: 12, data: { text: '🧸 Joe' }, annotations: [{ result }] }]);
});

test('ids of documents are numbers if they look like them', () => {
  const format = createDoccanoFormat('utf16');
  const idIn = (id: string) =>
    JSON.parse(format.render({ ...lineOf('a', 0), record: { id } }, [])).id;
  expect(['0', '42', '042', '-1', '1.5', 'a', '9'.repeat(20)].map(idIn)).toEqual([
    0,
    42,
    '042',
    '-1',
    '1.5',
    'a',
    '9'.repeat(20),
  ]);
});

test('spaCy 3: a pair of text and entities, in code points', () => {
  const entity = { label: 'PER', text: 'Joe', start: 3, end: 6 };
  expect(spacyExamplesFormat.render(lineOf('🧸 Joe', 0), [entity])).toBe(
    '["🧸 Joe",{"entities":[[2,5,"PER"]]}]\n',
  );
  expect(spacyExamplesFormat.render(lineOf('', 0), [])).toBe('["",{"entities":[]}]\n');
});

test('hugging-face: tokens and their tags in the scheme, a record for each sentence', () => {
  const text = 'Joe Doe. Hi';
  const token = (start: number, end: number) => ({ text: text.slice(start, end), start, end });
  const sentences = [[token(0, 3), token(4, 7), token(7, 8)], [], [token(9, 11)]];
  const entities = [{ label: 'PER', text: 'Joe Doe', start: 0, end: 7 }];
  const tagged = { text, sentences, entities };
  expect(createHuggingFaceFormat('IOBES').render(tagged, lineOf(text, 0))).toBe(
    '{"tokens":["Joe","Doe","."],"ner_tags":["B-PER","E-PER","O"]}\n{"tokens":["Hi"],"ner_tags":["O"]}\n',
  );
});
