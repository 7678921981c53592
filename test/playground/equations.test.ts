// The equations of the page against those of the documentation.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BOTH_DIRECTIONS, CELLS } from '../../playground/equations/equations.js';
import { parseFormula } from '../../playground/equations/formula.js';
import { cellNames } from '../../src/model/network/config.js';

const networks = readFileSync('docs/networks.md', 'utf8');
const documented = new Set(
  [...networks.matchAll(/`([^`]+=[^`]+)`/g)].map(([, formula]) => formula),
);

test('every cell has equations', () => {
  expect(CELLS.map(({ name }) => name).sort()).toEqual([...cellNames].sort());
});

test.each([...CELLS.flatMap(({ equations }) => equations), BOTH_DIRECTIONS])(
  '$formula is in the documentation, and each of its characters is drawn',
  ({ formula }) => {
    expect([...documented]).toContain(formula);
    const drawn = parseFormula(formula).map((part) =>
      part.kind === 'name'
        ? `${part.above ?? ''}${part.text}${part.isPrimed ? '′' : ''}${part.below ? `_${part.below}` : ''}`
        : part.text.replace('−', '-'),
    );
    expect(drawn.join('')).toBe(formula.replaceAll(' ', ''));
  },
);

test('what is no part of a formula is refused', () => {
  expect(() => parseFormula('h = h ? x')).toThrow('h = h ? x: expected a formula, found "?"');
});
