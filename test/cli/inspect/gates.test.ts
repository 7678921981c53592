import { expect, test } from '@jest/globals';
import { renderGates } from '../../../src/cli/inspect/gates.js';

const layers = [
  {
    layer: 1,
    direction: 'forward',
    gates: [
      { name: 'relevance', means: [0.125, 1] },
      { name: 'update', means: [0.999, 0] },
    ],
  },
  { layer: 1, direction: 'reverse', gates: [{ name: 'update', means: [0.5, 0.25] }] },
] as const;

test('tokens are rows; the gates of each layer and direction are columns', () => {
  expect(renderGates([{ tokens: ['The', 'cats'], layers }])).toBe(
    [
      '       layer 1 forward     layer 1 reverse',
      '       relevance  update   update',
      'The         0.13    1.00     0.50',
      'cats        1.00    0.00     0.25',
      '',
    ].join('\n'),
  );
});

test('columns stay aligned with characters of several code points', () => {
  const table = renderGates([{ tokens: ['Mu\u0308ller', '\u{1f43b}'], layers }]);
  const rows = table.split('\n').slice(2, 4);
  expect(rows[0].startsWith('Mu\u0308ller        0.13')).toBe(true);
  expect(rows[1].startsWith('\u{1f43b}             1.00')).toBe(true);
});

test('a blank line separates two sentences', () => {
  const sentence = { tokens: ['a', 'b'], layers };
  const one = renderGates([sentence]);
  expect(renderGates([sentence, sentence])).toBe(`${one}\n${one}`);
});
