import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createUnitReader, withoutPlace } from '../../src/text/unit-reader.js';

const byIdeograph = createUnitReader('ideographs')!;
const byCharacter = createUnitReader('characters')!;
const unit = fc.constantFrom('大', '小', '在', 'NASA', '25', '。', 'か\u3099', "'", '', 'สวัสดี');

test.each(['words', 'whitespace', 'unicode'] as const)('%s reads tokens whole', (name) => {
  expect(createUnitReader(name)).toBeUndefined();
});

test('a character is shown in its word, with a tab before it', () => {
  expect(byIdeograph(['大小', '的', 'NASA25'])).toEqual({
    units: ['\t大小', '大\t小', '的', 'NASA25'],
    starts: [0, 2, 3, 4],
  });
});

test('characters are read alone', () => {
  expect(byCharacter(['大小', 'no'])).toEqual({ units: ['大', '小', 'n', 'o'], starts: [0, 2, 4] });
});

test('a sentence is read alike, however its tokens were cut', () => {
  expect(byIdeograph(['不', '同', '的大', '小']).units).toEqual(byIdeograph(['不同的大小']).units);
});

test.each([byIdeograph, byCharacter])('each unit belongs to one token (%#)', (read) => {
  fc.assert(
    fc.property(fc.array(unit), (tokens) => {
      const { units, starts } = read(tokens);
      expect(starts).toHaveLength(tokens.length + 1);
      expect(starts[tokens.length]).toBe(units.length);
      for (let token = 0; token < tokens.length; token++) {
        expect(starts[token + 1]).toBeGreaterThan(starts[token]);
      }
    }),
  );
});

test('a vector is looked up without the place', () => {
  expect(withoutPlace('大\t小')).toBe('大小');
});
