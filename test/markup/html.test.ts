import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse, parseFragment } from 'parse5';
import { textsOfHtml } from '../../src/markup/html.js';

type Node = DefaultTreeAdapterMap['node'];

const skipped = new Set(['script', 'style', 'title', 'template', 'svg', 'code', 'noscript']);

/** The text of a tree, without what is not text of the document. */
function contentOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (skipped.has(node.nodeName)) return ' ';
  return 'childNodes' in node ? node.childNodes.map(contentOf).join('') : '';
}

const collapsed = (text: string) => text.replace(/[ \t\n\f\r]+/g, ' ').trim();

const textsIn = async (source: string) =>
  (await textsOfHtml(source)).map(({ text }) => text.trim());

const word = fc.constantFrom(
  ...['Ann', 'Lee', 'a&amp;b', '&eacute;', '&#x1F9F8;', '&notit', '&', '&bogus;', 'é🧸', '\u00a0'],
  ...['&NotEqualTilde;', '&lt;b>', '&#0;', '&#128;', '>', '"', '\u0301', '&copy', '&nbsp;'],
);
const blank = fc.constantFrom(' ', '\n', '\r\n', '\t ', '&#32;', '<!-- x -->', '</>', '\f');
const inline: fc.Arbitrary<string> = fc.oneof(
  fc
    .constantFrom(...['b', 'i', 'a', 'span', 'x-y'])
    .chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`, `<${name} title="a > b &amp; c">`)),
  fc.constantFrom('<wbr>', '<img alt=x>', '<code>Paris</code>', '<svg><title>x</title></svg>'),
);
const block = fc.constantFrom(
  ...['<p>', '</p>', '<div>', '</div>', '<br>', '<h1>', '</h1>', '<ul><li>', '</ul>', '<table>'],
  ...['<td>', '</table>', '<script>var a = "<b>";</script>', '<style>p{}</style>'],
  ...['<select><option>'],
);
const part = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 3, arbitrary: blank },
  { weight: 2, arbitrary: inline },
  { weight: 1, arbitrary: block },
);
const document = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));

test('the source of a range, without its markup, is the text', async () => {
  await fc.assert(
    fc.asyncProperty(document, fc.nat(), fc.nat(), async (source, a, b) => {
      let last = 0;
      for (const { text, rangeOf } of await textsOfHtml(source)) {
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        if (isInsideReplacement(rangeOf, start, end, text.length)) continue;
        const [from, to] = rangeOf(start, end);
        const fragment = parseFragment(source.slice(from, to));
        expect(collapsed(contentOf(fragment))).toBe(collapsed(text.slice(start, end)));
        expect(rangeOf(0, 1)[0]).toBeGreaterThanOrEqual(last);
        [, last] = rangeOf(text.length - 1, text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

/** Whether the range parts what one reference stands for. */
function isInsideReplacement(
  rangeOf: (start: number, end: number) => readonly [number, number],
  start: number,
  end: number,
  length: number,
): boolean {
  const isSame = (offset: number) =>
    offset > 0 &&
    offset < length &&
    rangeOf(offset - 1, offset)[1] > rangeOf(offset, offset + 1)[0];
  return isSame(start) || isSame(end);
}

test('all texts together are the text of the parsed document', async () => {
  const simple = fc
    .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 3, arbitrary: blank }, inline), {
      maxLength: 30,
    })
    .map((parts) => `<!DOCTYPE html><p>${parts.join('')}`);
  await fc.assert(
    fc.asyncProperty(simple, async (source) => {
      const texts = (await textsOfHtml(source)).map(({ text }) => text);
      expect(collapsed(texts.join(' '))).toBe(
        collapsed(contentOf(parse(source)).replace(/^[ \u00a0]+$/, ' ')),
      );
    }),
  );
});

test('block elements and line breaks end a text, inline elements do not', async () => {
  expect(
    await textsIn('<h1>A <b>b</b>c</h1>d<br>e<ul><li>f<li>g</ul><table><td>h<td>i</table>'),
  ).toEqual(['A bc', 'd', 'e', 'f', 'g', 'h', 'i']);
});

test('scripts, styles, titles, code and what is nested in them are skipped', async () => {
  expect(
    await textsIn(
      '<head><title>a</title><style>b</style></head>c <script>"</p>"</script> d' +
        '<svg><svg>e</svg>f</svg><noscript><p>g</p></noscript><template><p>h</template> <code>i</code> j',
    ),
  ).toEqual(['c d j']);
});

test('an element that is not closed does not hide the rest', async () => {
  expect(await textsIn('<p>a<svg/>b<b>c<p>d')).toEqual(['abc', 'd']);
});

test('what looks like markup in a text area is its text', async () => {
  expect(await textsIn('<textarea>a <b> &amp; </></textarea>')).toEqual(['a <b> & </>']);
});

test('a document of markup only has no text', async () => {
  expect(await textsIn('<!DOCTYPE html><p> &nbsp; <!-- a --><img>')).toEqual([]);
  expect(await textsIn('')).toEqual([]);
});

test.each([
  ['<pre>\n Ann &amp; Lee', 'Ann', '&'],
  ['<pre>\r\nAnn &amp; Lee', 'Ann', '&'],
  ['<textarea>\nAnn </>&amp; Lee', 'Ann', '&'],
  ['<listing>\n\nAnn &amp; Lee', 'Ann', '&'],
])(
  'the line end at the start of %j is no text, and the rest keeps its places',
  async (source, ...words) => {
    const [{ text, rangeOf }] = await textsOfHtml(source);
    for (const word of words) {
      const at = text.indexOf(word);
      const [start, end] = rangeOf(at, at + word.length);
      expect(source.slice(start, end)).toBe(word === '&' ? '&amp;' : word);
    }
  },
);
