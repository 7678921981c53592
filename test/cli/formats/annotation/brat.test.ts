import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBratFormat } from '../../../../src/cli/formats/annotation/brat.js';
import { roundConfidence } from '../../../../src/cli/formats/confidence.js';
import type { TaggedText } from '../../../../src/entities/entity.js';
import { taggedLine } from '../tagged-line.js';

const folder = mkdtempSync(join(tmpdir(), 'brat-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pathsOf = (name: string) => ({
  text: join(folder, `${name}.txt`),
  annotations: join(folder, `${name}.ann`),
});

async function write(name: string, lines: readonly TaggedText[], isWhole = true): Promise<void> {
  const format = createBratFormat(pathsOf);
  format.beginFile!(name, true);
  for (const { text, entities } of lines) {
    expect(format.render({ text, end: '\r\n', lineNumber: 1 }, entities)).toBe('');
    await format.flush!();
  }
  await format.endFile!(isWhole);
}

interface Annotation {
  readonly type: string;
  readonly text: string;
  readonly note?: string;
}

// What ends a line for Python, in which brat is written.
const LINE_ENDS = [...'\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029'];
const linesOf = (text: string) =>
  LINE_ENDS.reduce((lines, end) => lines.replaceAll(end, '\n'), text).split('\n');

/** Reads standoff files as https://brat.nlplab.org/standoff.html describes them. */
function readBrat(name: string): Annotation[] {
  const { text, annotations } = pathsOf(name);
  const characters = [...readFileSync(text, 'utf8')];
  const found = new Map<string, Annotation>();
  const lines = linesOf(readFileSync(annotations, 'utf8'));
  expect(lines.pop()).toBe('');
  for (const line of lines) {
    const [id, data, tail] = line.split('\t');
    if (id.startsWith('#')) {
      const [type, target] = data.split(' ');
      expect(type).toBe('AnnotatorNotes');
      found.set(target, { ...found.get(target)!, note: tail });
      continue;
    }
    const [, type, spans] = /^([A-Za-z0-9_-]+) (\d+ \d+(?:;\d+ \d+)*)$/.exec(data)!;
    const parts = spans
      .split(';')
      .map((span) => characters.slice(...span.split(' ').map(Number)).join(''));
    expect(tail).toBe(parts.join(' '));
    expect(found.has(id)).toBe(false);
    found.set(id, { type, text: tail });
  }
  return [...found.values()];
}

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/u;

test('a reader of brat finds the text and every entity in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(taggedLine, { maxLength: 4 }), async (lines) => {
      await write('random', lines);
      expect(readFileSync(pathsOf('random').text, 'utf8')).toBe(
        lines.map(({ text }) => `${text}\r\n`).join(''),
      );
      const entities = lines.flatMap((line) => line.entities);
      const fragments = entities.map(({ text }) => text.split(CONTROLS).filter((part) => part));
      expect(readBrat('random').map(({ text }) => text)).toEqual(
        fragments.filter((parts) => parts.length > 0).map((parts) => parts.join(' ')),
      );
    }),
  );
});

test('types are spelled as brat accepts them, and notes hold confidence and id', async () => {
  const entity = { text: 'Joe', start: 0, end: 3 };
  const text = 'Joe';
  const line = (more: object) => ({
    text,
    sentences: [],
    entities: [{ ...entity, label: 'PER', ...more }],
  });
  await write('notes', [
    line({}),
    line({ label: 'a b/ä', confidence: 0.98765 }),
    line({ label: '', id: 'Q\t1' }),
    line({ confidence: 1, id: 'Q2' }),
  ]);
  expect(readBrat('notes')).toEqual([
    { type: 'PER', text },
    { type: 'a_b__', text, note: `confidence ${roundConfidence(0.98765)}` },
    { type: '_', text, note: 'id Q 1' },
    { type: 'PER', text, note: 'confidence 1, id Q2' },
  ]);
});

test('an entity over a tab and a line end is one of several fragments', async () => {
  const text = 'by New\tYork\nCity';
  const entity = { label: 'LOC', text: text.slice(3), start: 3, end: text.length };
  await write('fragments', [{ text, sentences: [], entities: [entity] }]);
  expect(readFileSync(pathsOf('fragments').annotations, 'utf8')).toBe(
    'T1\tLOC 3 6;7 11;12 16\tNew York City\n',
  );
});

test('a file that ends early leaves nothing', async () => {
  const before = readdirSync(folder);
  await write('early', [{ text: 'a', sentences: [], entities: [] }], false);
  expect(readdirSync(folder)).toEqual(before);
});
