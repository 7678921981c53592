import { expect, test } from '@jest/globals';
import { utf8Lines } from '../../src/files/utf8-lines.js';

const lines = (content: string | number[]) => [...utf8Lines(Buffer.from(content as string), 'f')];

test.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['\n\r\na', ['', '', 'a']],
  ['\ufeffa\n\ufeffb', ['a', '\ufeffb']],
  ['Zürich 東京 🧸\u00a0\u2028\n', ['Zürich 東京 🧸\u00a0\u2028']],
])('%j is cut into lines', (text, expected) => {
  expect(lines(text)).toEqual(expected);
});

test('only the bytes of the view are read', () => {
  const bytes = new TextEncoder().encode('xx\na\nyy');
  expect([...utf8Lines(bytes.subarray(3, 5), 'f')]).toEqual(['a']);
});

test('bytes that are not UTF-8 are an error on their line', () => {
  const latin1 = Buffer.from('EU B-ORG\nMüller B-PER\n', 'latin1');
  expect(() => lines([...latin1])).toThrow(
    'f:2: expected UTF-8 text, found other bytes: "M\ufffdller B-PER"',
  );
});

test('half a character at the end of the file is an error', () => {
  expect(() => lines([0x61, 0x0a, 0xe2, 0x82])).toThrow('f:2: expected UTF-8 text');
});

test.each(['fffe41000a00', 'feff0041000a', '410009004f000a00', '00410009004f000a'])(
  'UTF-16 is refused by its name: %s',
  (hex) => {
    const lines = utf8Lines(Buffer.from(hex, 'hex'), 'f');
    expect(() => lines.next()).toThrow('f:1: expected UTF-8 text, found UTF-16');
  },
);

test('a zero byte is an error on its line', () => {
  expect(() => lines('a\nb\0c\n')).toThrow(
    'f:2: expected UTF-8 text, found a zero byte (is it a binary file?)',
  );
});

test.each(['a\rb', 'a\r\r\n', 'EU O\rrejects O\r'])('%j holds a lone carriage return', (text) => {
  expect(() => lines(text)).toThrow(
    /^f:1: expected lines that end in LF or CRLF, found a lone carriage return: "/,
  );
});

test('a listener hears of each damaged line and reading goes on', () => {
  const bytes = Buffer.from('M\xfcller\na\0\nb\nc\rd\n', 'latin1');
  const heard: [number, string][] = [];
  const read = [...utf8Lines(bytes, 'f', (line, what) => heard.push([line, what]))];
  expect(read).toEqual(['M\ufffdller', 'a\0', 'b', 'c\rd']);
  expect(heard).toEqual([
    [1, 'expected UTF-8 text, found other bytes: "M\ufffdller"'],
    [2, 'expected UTF-8 text, found a zero byte (is it a binary file?)'],
    [4, 'expected lines that end in LF or CRLF, found a lone carriage return: "c\\rd"'],
  ]);
});
