import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeControls, escapeLines, escapeText } from '../../../src/cli/terminal/escape.js';
import { anyCharacter } from '../../any-character.js';

const anyText = fc.string({ unit: anyCharacter });

test('no control character is left, and each stands for one replacement', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const escaped of [escapeControls(text), escapeLines(text), escapeText(text)]) {
        expect(escaped).not.toMatch(/[^\P{Cc}\n\t\r]/u);
        expect([...escaped]).toHaveLength([...text].length);
      }
    }),
  );
});

test('a message keeps its letters and joiners, but no line end and no mark of direction', () => {
  expect(escapeControls('a\u001b[1mb\nc\u009bd\u202ee')).toBe('a\ufffd[1mb\ufffdc\ufffdd\ufffde');
  expect(escapeControls('\u{1f468}\u200d\u{1f469} می\u200cخواهم')).toBe(
    '\u{1f468}\u200d\u{1f469} می\u200cخواهم',
  );
});

test('lines keep their ends', () => {
  expect(escapeLines('a\r\n\u0007b\n')).toBe('a\ufffd\n\ufffdb\n');
});

test('a text keeps tabs, line ends and invisible marks, but no return within a line', () => {
  expect(escapeText('a\tb\r\nc\u00ad\u200e\rd\u001b')).toBe('a\tb\r\nc\u00ad\u200e\ufffdd\ufffd');
});
