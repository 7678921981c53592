import { expect, test } from '@jest/globals';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { createColorFormat, inlineFormat } from '../../../src/cli/formats/marked.js';
import type { Line } from '../../../src/cli/formats/passage.js';
import { escapeText } from '../../../src/cli/terminal/escape.js';
import type { Entity } from '../../../src/entities/entity.js';
import { anyCharacter } from '../../any-character.js';

const colorFormat = createColorFormat(new Chalk({ level: 1 }), ['LOC', 'PER']);
const esc = '\u001b';

const entityIn = (text: string, name: string, label: string): Entity => {
  const start = text.indexOf(name);
  return { label, text: name, start, end: start + name.length };
};

const text = ' Teddy Roosevelt\tin Paris.';
const line: Line = { text, end: '\r\n', lineNumber: 1 };
const entities = [entityIn(text, 'Teddy Roosevelt', 'PER'), entityIn(text, 'Paris', 'LOC')];

test('inline marks the entities in place', () => {
  expect(inlineFormat.render(line, entities)).toBe(' [Teddy Roosevelt](PER)\tin [Paris](LOC).\r\n');
});

test('inline leaves the brackets of the text as they are', () => {
  const bracketed: Line = { text: 'see [Paris](LOC) \\[', end: '', lineNumber: 1 };
  expect(inlineFormat.render(bracketed, [])).toBe('see [Paris](LOC) \\[');
});

test('inline marks entities without a space between them separately', () => {
  const pair = [entityIn('ParisParma', 'Paris', 'LOC'), entityIn('ParisParma', 'Parma', 'LOC')];
  expect(inlineFormat.render({ text: 'ParisParma', end: '\n', lineNumber: 1 }, pair)).toBe(
    '[Paris](LOC)[Parma](LOC)\n',
  );
});

test('color gives each type a color of its own and names it', () => {
  expect(colorFormat.render(line, entities)).toBe(
    ` ${esc}[33m${esc}[1mTeddy Roosevelt${esc}[22m${esc}[39m${esc}[2m PER${esc}[22m` +
      `\tin ${esc}[36m${esc}[1mParis${esc}[22m${esc}[39m${esc}[2m LOC${esc}[22m.\r\n`,
  );
});

test.each(['تيدي روزفلت', 'תיאודור רוזוולט'])(
  'color isolates the type behind %s, which is written from right to left',
  (name) => {
    const rendered = colorFormat.render({ text: `${name} 25`, end: '', lineNumber: 1 }, [
      entityIn(name, name, 'PER'),
    ]);
    expect(rendered).toBe(
      `${esc}[33m${esc}[1m${name}${esc}[22m${esc}[39m${esc}[2m \u2068PER\u2069${esc}[22m 25`,
    );
  },
);

test('there may be more types than colors', () => {
  const types = Array.from({ length: 100 }, (_, index) => `T${index}`);
  const format = createColorFormat(new Chalk({ level: 1 }), types);
  const rendered = format.render({ text: 'x', end: '', lineNumber: 1 }, [
    entityIn('x', 'x', 'T99'),
  ]);
  expect(rendered).toMatch(/\[\d+m.*x.* T99/);
});

test('color replaces escape sequences of the text, in an entity and around it', () => {
  const name = `a${esc}[39mb${esc}[22mc`;
  const text = `${esc}[1m\t${name}\r.`;
  const rendered = colorFormat.render({ text, end: '\r\n', lineNumber: 1 }, [
    entityIn(text, name, 'LOC'),
  ]);
  expect(rendered).toContain('a\ufffd[39mb\ufffd[22mc');
  expect(rendered.startsWith('\ufffd[1m\t')).toBe(true);
  expect(rendered.endsWith('\ufffd.\r\n')).toBe(true);
});

test('the text around an entity is unchanged', () => {
  const texts = fc.string({ unit: anyCharacter, maxLength: 30 });
  fc.assert(
    fc.property(texts, fc.nat(30), fc.nat(30), (content, from, length) => {
      const start = Math.min(from, content.length);
      const end = Math.min(start + length, content.length);
      const entity = { label: 'LOC', text: content.slice(start, end), start, end };
      const cases = [
        [inlineFormat, (text: string) => text] as const,
        [colorFormat, escapeText] as const,
      ];
      for (const [format, shown] of cases) {
        const rendered = format.render({ text: content, end: '\n', lineNumber: 1 }, [entity]);
        expect(rendered.startsWith(shown(content.slice(0, start)))).toBe(true);
        expect(rendered.endsWith(`${shown(content.slice(end))}\n`)).toBe(true);
        expect(rendered).toContain(shown(entity.text));
      }
    }),
  );
});

test('color has a color for a type that the model does not know', () => {
  const format = createColorFormat(new Chalk({ level: 1 }), ['LOC', 'PER']);
  const entities = ['EMAIL', 'IP', 'EMAIL'].map((label, start) => ({
    label,
    text: 'x',
    start,
    end: start + 1,
  }));
  const rendered = format.render({ text: 'xxx', end: '', lineNumber: 1 }, entities);
  const colors = [...rendered.matchAll(/\[(3\d)m\S+?x/g)].map(([, color]) => color);
  expect(colors).toEqual(['35', '32', '35']);
  expect(rendered.match(/ (EMAIL|IP)/g)).toEqual([' EMAIL', ' IP', ' EMAIL']);
});

test('control characters of a type do not reach the terminal', () => {
  const entity = { label: `A${esc}[31m`, text: 'x', start: 0, end: 1 };
  const color = createColorFormat(new Chalk({ level: 1 }), [entity.label]);
  const line: Line = { text: 'x', end: '', lineNumber: 1 };
  expect(color.render(line, [entity])).toContain(' A\ufffd[31m');
  expect(inlineFormat.render(line, [entity])).toBe('[x](A\ufffd[31m)');
});
