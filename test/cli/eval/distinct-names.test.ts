import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinctNames } from '../../../src/cli/eval/distinct-names.js';

test.each([
  [
    ['a.conll', 'x/b.conll'],
    ['a.conll', 'b.conll'],
  ],
  [
    ['x/a.conll', 'y/a.conll', 'y/b.conll'],
    ['x/a.conll', 'y/a.conll', 'b.conll'],
  ],
  [
    ['/m/seed1/run/a', '/m/seed2/run/a'],
    ['seed1/run/a', 'seed2/run/a'],
  ],
  [
    ['/a', '/m/a'],
    ['/a', 'm/a'],
  ],
  [
    ['a', './a'],
    ['a', 'a'],
  ],
])('%j become %j', (paths, names) => {
  expect(distinctNames(paths)).toEqual(names);
});

test('two files never have one name, and each name is the end of its path', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
      const names = distinctNames(paths);
      names.forEach((name, index) => {
        expect(paths[index].endsWith(name)).toBe(true);
        paths.forEach((other, place) => {
          expect(names[place] === name).toBe(other === paths[index]);
        });
      });
    }),
  );
});
