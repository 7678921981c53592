import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { textsOfMarkdown } from '../../src/markup/markdown.js';

type Node = DefaultTreeAdapterMap['node'];

function contentOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (node.nodeName === 'code') return ' ';
  return 'childNodes' in node ? node.childNodes.map(contentOf).join('') : '';
}

const collapsed = (text: string) => text.replace(/[ \t\n\f\r]+/g, ' ').trim();
const textsIn = (source: string) => textsOfMarkdown(source).map(({ text }) => text.trim());
const slicesIn = (source: string) =>
  textsOfMarkdown(source).map(({ text, rangeOf }) => source.slice(...rangeOf(0, text.length)));

const part = fc.constantFrom(
  ...['Ann', 'Lee', 'é🧸', ' ', ' ', '\n', '\r\n', '\n\n', '\n\n> ', '\n> ', '\n- ', '\n  ', '*'],
  ...[
    '**',
    '_',
    '[',
    '](u "t")',
    '](<a b>)',
    '`',
    '``',
    '\\*',
    '\\\n',
    '  \n',
    '&amp;',
    '&eacute;',
  ],
  ...['\n# ', '\n===\n', '![', '<http://a.b>', '\n```\n', '\n    ', '1. ', '&', '\\', '\t'],
);
const document = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));

// Images have no text here, but one in the rendered document.
const hasOtherText = (source: string) => source.includes('![');

test('the texts are those of the rendered document', () => {
  fc.assert(
    fc.property(document, (source) => {
      fc.pre(!hasOtherText(source));
      const html = micromark(source, { allowDangerousHtml: true }).replace(/<br \/>/g, ' ');
      const rendered = contentOf(parseFragment(html));
      expect(collapsed(textsIn(source).join(' '))).toBe(collapsed(rendered));
    }),
    { numRuns: 1000 },
  );
});

test('each character of a text stands in its range, in the order of the source', () => {
  fc.assert(
    fc.property(document, (source) => {
      let last = 0;
      for (const { text, rangeOf } of textsOfMarkdown(source)) {
        for (let at = 0; at < text.length; at++) {
          const [start, end] = rangeOf(at, at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          const slice = source.slice(start, end);
          const isBlank = text[at] === ' ';
          if (isBlank || slice.startsWith('&')) continue;
          expect(slice).toBe(text[at]);
          last = end;
        }
      }
    }),
  );
});

test('paragraphs, headings and list items are texts; code, HTML and definitions are not', () => {
  const source =
    '# One *two*\n\nthree\nfour\n\n- five\n- six `x`\n\n> sev\n> en\n\n    code\n\n```\ncode\n```\n' +
    '<div>\nhtml\n</div>\n\nNi\nne\n---\n\n[a]: http://x "title"\n\n![alt](u) [a] <http://x.y> ten<b>11</b>\n';
  expect(textsIn(source)).toEqual([
    ...['One two', 'three four', 'five', 'six', 'sev en', 'Ni ne'],
    'a http://x.y ten11',
  ]);
});

test('a range includes the markup of what it holds, and no other', () => {
  expect(slicesIn('**Ann** Lee')).toEqual(['**Ann** Lee']);
  expect(slicesIn('*Ann Lee*')).toEqual(['Ann Lee']);
  expect(slicesIn('[Ann](u "t") *Lee*\n')).toEqual(['[Ann](u "t") *Lee*']);
});

test('hard breaks end a text', () => {
  expect(textsIn('one\\\ntwo  \nthree')).toEqual(['one', 'two', 'three']);
});

test.each(['\n', '\r\n'])('metadata before the text is skipped, with line ends %j', (end) => {
  const source = ['---', 'title: Paris', '---', 'Ann Lee', ''].join(end);
  for (const text of [source, `\ufeff${source}`]) {
    expect(textsIn(text)).toEqual(['Ann Lee']);
    expect(slicesIn(text)).toEqual(['Ann Lee']);
  }
  expect(textsIn(`---${end}Paris`)).toEqual(['Paris']);
});

test('places are right after a byte order mark', () => {
  expect(slicesIn('\ufeff*Ann* Lee')).toEqual(['*Ann* Lee']);
});
