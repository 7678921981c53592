import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinTokens, tokensOf } from '../../../../src/cli/tag/stream/column-text.js';
import { anyCharacter } from '../../../any-character.js';

const token = fc
  .string({ unit: fc.oneof(fc.constant(' '), anyCharacter), minLength: 1, maxLength: 4 })
  .map((text) => text.replace(/[\t\r\n]/g, '#').replace(/^ | $/g, '_'));

test('the tokens of the joined text are the tokens, with spaces or without', () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 6 }), fc.boolean(), (tokens, goesOn) => {
      const text = joinTokens(tokens, goesOn);
      const found = tokensOf(text);
      expect(found.map((one) => one.text)).toEqual(tokens);
      for (const { text: word, start, end } of found) expect(text.slice(start, end)).toBe(word);
    }),
  );
});
