// The heat map as an SVG document.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { visibleText } from '../../../../src/evaluation/report/elements/visible-text.js';
import { countValues } from '../../../../src/evaluation/report/gate-map/gate-map.js';
import { renderGateMapSvg } from '../../../../src/evaluation/report/gate-map/gate-map-svg.js';
import { anyCharacter } from '../../../any-character.js';
import { elementsOf } from '../well-formed.js';
import { lstmNames, mapWith } from './sample-map.js';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: Number.POSITIVE_INFINITY },
  isArray: (name) => ['g', 'rect', 'text'].includes(name),
});

interface Shape {
  readonly title?: string;
  readonly class?: string;
  readonly y?: string;
  readonly '#text'?: string;
  readonly transform?: string;
  readonly width?: string;
  readonly rect?: readonly Shape[];
  readonly text?: readonly Shape[];
  readonly g?: readonly Shape[];
}

const parsed = (svg: string): Shape => parser.parse(svg).svg;

/** Cells with their hover titles, in the order of the document. */
const cellsOf = (shape: Shape): Shape[] => [
  ...(shape.rect?.[0]?.class?.startsWith('h') && shape.title !== undefined ? [shape] : []),
  ...(shape.g ?? []).flatMap(cellsOf),
];

const labelsOf = (shape: Shape): Shape[] => [
  ...(shape.text ?? []).filter((text) => text.class === 'token'),
  ...(shape.g ?? []).flatMap(labelsOf),
];

// What XML 1.0 allows.
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

test('any text gives well-formed XML, and the title of each cell begins with its token', () => {
  const token = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 30 }), token, (tokens, model) => {
      const map = { ...mapWith([tokens], { names: ['update'] }), model };
      const svg = renderGateMapSvg(map);
      expect(svg).toMatch(XML_TEXT);
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(elementsOf(svg)[0]).toBe('svg');
      const titles = cellsOf(parsed(svg)).map(({ title }) => title);
      const expected = tokens.map(
        (token) => `${visibleText(token)}: 0.500 (update gate, layer 1 forward)`,
      );
      expect(titles.filter((title) => title?.endsWith('forward)'))).toEqual(expected);
      expect(titles).toHaveLength(countValues(map));
    }),
    { numRuns: 60 },
  );
});

test('a strict parser accepts the picture of hostile tokens, also with a row for each unit', async () => {
  const tokens = [
    '</text><script>alert(1)</script>',
    ']]>',
    '&amp;',
    '"\'',
    '\u0000\ufffe',
    '\ud800',
  ];
  for (const rowCount of [1, 3]) {
    const svg = renderGateMapSvg(mapWith([tokens, ['-->']], { rowCount }));
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'gates.svg', contents: svg }],
      normalization: 'format',
    });
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    expect(svg).not.toContain('<script');
  }
});

test('each cell has the color and the number of its value', () => {
  const values = [0, 0.25, 0.5, 0.974, 0.976, 1];
  const tokens = values.map(String);
  const map = mapWith([tokens], { names: ['forget'], measure: (token) => values[token] });
  const cells = cellsOf(parsed(renderGateMapSvg(map))).slice(0, tokens.length);
  expect(cells.map(({ rect }) => rect![0].class)).toEqual(['h0', 'h5', 'h10', 'h19', 'h20', 'h20']);
  expect(cells.map(({ text }) => text![0]['#text'])).toEqual([
    '0.00',
    '0.25',
    '0.50',
    '0.97',
    '0.98',
    '1.00',
  ]);
  expect(cells[3].title).toBe('0.974: 0.974 (forget gate, layer 1 forward)');
});

test('rows of units are numbered, and a hidden state has colors for both signs', () => {
  const map = mapWith([['a', 'b']], {
    names: ['hidden'],
    rowCount: 3,
    measure: (token, row) => [-1, 0, 1][row] * (token === 0 ? 1 : 0.5),
  });
  const svg = renderGateMapSvg(map);
  const rects = [...svg.matchAll(/<rect class="(h\d+)"[^>]*><title>([^<]*)<\/title>/g)];
  const shown = rects.map(([, level, title]) => [level, title]).slice(21, 27);
  expect(shown).toEqual([
    ['h0', 'a: −1.000 (hidden state, unit 1, layer 1 forward)'],
    ['h5', 'b: −0.500 (hidden state, unit 1, layer 1 forward)'],
    ['h10', 'a: 0.000 (hidden state, unit 2, layer 1 forward)'],
    ['h10', 'b: 0.000 (hidden state, unit 2, layer 1 forward)'],
    ['h20', 'a: 1.000 (hidden state, unit 3, layer 1 forward)'],
    ['h15', 'b: 0.500 (hidden state, unit 3, layer 1 forward)'],
  ]);
  expect(svg).toMatch(/class="end"[^>]*>−1<.*class="end"[^>]*>\+1</s);
});

test('the scale says what its ends are', () => {
  const texts = [...renderGateMapSvg(mapWith([['a']])).matchAll(/class="end"[^>]*>([^<]*)</g)];
  expect(texts.map(([, text]) => text)).toEqual(['0, closed', '1, open']);
});

test('a long sentence goes on in further lines of about the same length, which fit the picture', () => {
  const tokens = Array.from({ length: 50 }, (_, index) => `token-${index}`);
  const svg = parsed(renderGateMapSvg(mapWith([tokens])));
  const places = labelsOf(svg).map(({ transform }) => transform!.match(/[\d.]+/g)!.map(Number));
  expect(places).toHaveLength(50);
  const heights = [...new Set(places.map(([, y]) => y))];
  const lengths = heights.map((height) => places.filter(([, y]) => y === height).length);
  expect(lengths).toEqual([17, 17, 16]);
  const width = Number(svg.width);
  expect(width).toBeLessThan(900);
  for (const [x] of places) expect(x).toBeLessThan(width);
});

test('a long token is cut in its label, and whole in its title', () => {
  const long = 'Donaudampfschifffahrtsgesellschaft';
  const [label, wide] = labelsOf(parsed(renderGateMapSvg(mapWith([[long, '東京'.repeat(9)]]))));
  expect(label).toMatchObject({ title: long, '#text': 'Donaudampfschifff…' });
  // An ideograph takes the room of two characters.
  expect(wide['#text']).toBe(`${'東京'.repeat(4)}…`);
});

test('headings name layer and direction of each block, with an arrow', () => {
  const svg = renderGateMapSvg(mapWith([['a']], { layerCount: 2 }));
  const headings = [...svg.matchAll(/class="heading"[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(headings).toEqual([
    'layer 1 forward →',
    'layer 1 reverse ←',
    'layer 2 forward →',
    'layer 2 reverse ←',
  ]);
  const names = [...svg.matchAll(/class="name"[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(names.slice(0, 3)).toEqual([...lstmNames]);
});

/** Contrast as WCAG defines it. */
function contrast(first: string, second: string): number {
  const [light, dark] = [first, second]
    .map((color) => {
      const hex = color.length === 4 ? color.replaceAll(/[\da-f]/g, '$&$&') : color;
      const [r, g, b] = [1, 3, 5].map((at) => {
        const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'])('numbers are legible on every color in %s mode', (mode) => {
  const style = /<style>(.*)<\/style>/s.exec(renderGateMapSvg(mapWith([['a']])))![1];
  const parts = style.split('@media').filter((part) => part.includes('.h20'));
  const rules = mode === 'light' ? parts[0] : parts[1];
  const found = [...rules.matchAll(/\.([ht])(\d+)\{fill:(#[\da-f]{3,6})\}/g)];
  const colors = found.filter(([, kind]) => kind === 'h').map(([, , , color]) => color);
  const inks = found.filter(([, kind]) => kind === 't').map(([, , , color]) => color);
  expect([colors.length, inks.length, new Set(colors).size]).toEqual([21, 21, 21]);
  colors.forEach((color, level) => {
    expect(contrast(color, inks[level])).toBeGreaterThanOrEqual(4.5);
  });
});
