import { expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { createColorFormat } from '../../../src/cli/formats/color.js';
import { conllFormat, conllLineFormat } from '../../../src/cli/formats/conll.js';
import type { Format, Line } from '../../../src/cli/formats/format.js';
import { inlineFormat } from '../../../src/cli/formats/inline.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { parseConll } from '../../../src/corpora/conll.js';
import type { Entity, TaggedText } from '../../../src/model/tag-text.js';

const color = createColorFormat(new Chalk({ level: 1 }), ['LOC', 'PER']);
const esc = '\u001b';

function renderLine(format: Format, line: Line, entities: readonly Entity[]): string {
  if (format.unit !== 'line') throw new Error('expected a format of lines');
  return format.render(line, entities);
}

function renderPassage(format: Format, tagged: TaggedText, end: Line['end'] | undefined = '\n') {
  if (format.unit !== 'passage') throw new Error('expected a format of passages');
  return format.render(tagged, { text: tagged.text, end });
}

const entityIn = (text: string, name: string, label: string): Entity => {
  const start = text.indexOf(name);
  return { label, text: name, start, end: start + name.length };
};

const text = ' Teddy Roosevelt\tin Paris.';
const line: Line = { text, end: '\r\n' };
const entities = [entityIn(text, 'Teddy Roosevelt', 'PER'), entityIn(text, 'Paris', 'LOC')];

test('inline marks the entities in place', () => {
  expect(renderLine(inlineFormat, line, entities)).toBe(
    ' [Teddy Roosevelt](PER)\tin [Paris](LOC).\r\n',
  );
});

test('inline leaves the brackets of the text as they are', () => {
  const bracketed: Line = { text: 'see [Paris](LOC) \\[', end: '' };
  expect(renderLine(inlineFormat, bracketed, [])).toBe('see [Paris](LOC) \\[');
});

test('neighbours without a space between them are marked each', () => {
  const pair = [entityIn('ParisParma', 'Paris', 'LOC'), entityIn('ParisParma', 'Parma', 'LOC')];
  expect(renderLine(inlineFormat, { text: 'ParisParma', end: '\n' }, pair)).toBe(
    '[Paris](LOC)[Parma](LOC)\n',
  );
});

test('color gives each type a colour of its own and names it', () => {
  expect(renderLine(color, line, entities)).toBe(
    ` ${esc}[33m${esc}[1mTeddy Roosevelt${esc}[22m${esc}[39m${esc}[2m PER${esc}[22m` +
      `\tin ${esc}[36m${esc}[1mParis${esc}[22m${esc}[39m${esc}[2m LOC${esc}[22m.\r\n`,
  );
});

test('color knows more types than colours', () => {
  const types = Array.from({ length: 100 }, (_, index) => `T${index}`);
  const format = createColorFormat(new Chalk({ level: 1 }), types);
  const rendered = renderLine(format, { text: 'x', end: '' }, [entityIn('x', 'x', 'T99')]);
  expect(rendered).toMatch(/\[\d+m.*x.* T99/);
});

test('color leaves the escape sequences within an entity as they are', () => {
  const name = `a${esc}[39mb${esc}[22mc`;
  const rendered = renderLine(color, { text: name, end: '' }, [entityIn(name, name, 'LOC')]);
  expect(rendered).toContain(name);
});

const texts = fc.string({ unit: 'binary', maxLength: 30 });

test('what inline and color leave unmarked is the text', () => {
  fc.assert(
    fc.property(texts, fc.nat(30), fc.nat(30), (content, from, length) => {
      const start = Math.min(from, content.length);
      const end = Math.min(start + length, content.length);
      const entity = { label: 'LOC', text: content.slice(start, end), start, end };
      for (const format of [inlineFormat, color]) {
        const rendered = renderLine(format, { text: content, end: '\n' }, [entity]);
        expect(rendered.startsWith(content.slice(0, start))).toBe(true);
        expect(rendered.endsWith(`${content.slice(end)}\n`)).toBe(true);
        expect(rendered).toContain(entity.text);
      }
    }),
  );
});

test('jsonl is one object a line that gives the text back', () => {
  expect(renderLine(jsonlFormat, line, entities)).toBe(
    '{"text":" Teddy Roosevelt\\tin Paris.","entities":[' +
      '{"label":"PER","text":"Teddy Roosevelt","start":1,"end":16},' +
      '{"label":"LOC","text":"Paris","start":20,"end":25}]}\n',
  );
});

test('jsonl writes an empty line as an object too', () => {
  expect(renderLine(jsonlFormat, { text: '', end: '\n' }, [])).toBe('{"text":"","entities":[]}\n');
});

const lineEnds = [...'\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029'];

test('jsonl holds no character that ends a line anywhere', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.constant(lineEnds.join('x'))), (content) => {
      const json = renderLine(jsonlFormat, { text: content, end: '' }, []);
      for (const end of lineEnds) expect(json.slice(0, -1)).not.toContain(end);
      expect(JSON.parse(json).text).toBe(content);
    }),
  );
});

function renderSentences(sentences: readonly string[], names: readonly [number, number][]): string {
  const whole = sentences.join(' ');
  let place = 0;
  const tokens = sentences.map((sentence) =>
    sentence.split(' ').map((word) => {
      const token = { text: word, start: place, end: place + word.length };
      place = token.end + 1;
      return token;
    }),
  );
  const flat = tokens.flat();
  const found = names.map(([first, last]) => {
    const [start, end] = [flat[first].start, flat[last].end];
    return { label: 'PER', text: whole.slice(start, end), start, end };
  });
  return renderPassage(conllFormat, { text: whole, sentences: tokens, entities: found });
}

test('conll writes a token and its tag, and a blank line after each sentence', () => {
  expect(renderSentences(['Teddy Roosevelt won .', 'He too'], [[0, 1]])).toBe(
    'Teddy B-PER\nRoosevelt I-PER\nwon O\n. O\n\nHe O\ntoo O\n\n',
  );
});

test('conll begins each of two neighbouring entities of a type', () => {
  expect(
    renderSentences(
      ['Jo Mo Bo'],
      [
        [0, 0],
        [1, 2],
      ],
    ),
  ).toBe('Jo B-PER\nMo B-PER\nBo I-PER\n\n');
});

test('conll writes nothing for a text without a token', () => {
  expect(renderPassage(conllFormat, { text: ' ', sentences: [], entities: [] })).toBe('');
});

test('what conll writes is read again, a hash at the start of a sentence too', () => {
  const rows = renderSentences(
    ['# Jo', '#x y'],
    [
      [1, 1],
      [2, 2],
    ],
  );
  const { sentences } = parseConll(Buffer.from(rows), 'rows');
  expect(sentences.map(({ tokens }) => tokens)).toEqual(
    [['# Jo'.split(' ')], [['#x', 'y']]].flat(),
  );
  expect(sentences.map(({ spans }) => spans)).toEqual([
    [{ label: 'PER', start: 1, end: 2 }],
    [{ label: 'PER', start: 0, end: 1 }],
  ]);
});

test('conll of lines ends each of them with a blank line, where the line ends', () => {
  const token = { text: 'Jo', start: 0, end: 2 };
  const tagged = { text: 'Jo', sentences: [[token]], entities: [{ ...token, label: 'PER' }] };
  expect(renderPassage(conllLineFormat, tagged, '')).toBe('Jo B-PER\n\n');
  const part = { text: 'Jo', sentences: [[token]], entities: [] };
  expect(conllLineFormat.unit === 'passage' && conllLineFormat.render(part, part)).toBe('Jo O\n');
});

test('conll of lines writes a blank line for one without a token', () => {
  const tagged = { text: ' ', sentences: [[]], entities: [] };
  expect(renderPassage(conllLineFormat, tagged)).toBe('\n');
});
