import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { html, isolated } from '../../../../src/evaluation/report/elements/markup.js';
import { anyCharacter } from '../../../any-character.js';

test('text is escaped, in elements and in attributes', () => {
  const text = `<a href="x" title='y'>&`;
  const escaped = '&lt;a href=&quot;x&quot; title=&apos;y&apos;&gt;&amp;';
  expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('no text adds a tag, ends an attribute or holds a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const { markup } = html`${text}`;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none
      expect(markup).not.toMatch(/[<>"'\u0000-\u001f]/);
    }),
  );
});

test('markup is kept, and lists are joined', () => {
  const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>`.markup).toBe('<ul><li>a</li><li>b</li></ul>');
});

test('false, true and undefined are left out, and zero is not', () => {
  expect(html`[${false}${true}${undefined}${0}]`.markup).toBe('[0]');
});

test('text from the user is isolated from the direction of the text around it', () => {
  expect(isolated('<x>').markup).toBe('<bdi>&lt;x&gt;</bdi>');
});
