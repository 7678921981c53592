import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDecimal, isNumeric, parseDecimals } from '../../src/vectors/decimal-parser.js';

function parse(line: string, count: number): Float32Array | undefined {
  const out = new Float32Array(count);
  return parseDecimals(Buffer.from(`${line}\n`), 0, out) ? out : undefined;
}

// Compared as bits, so that -0 is not 0.
function bitsOf(values: Float32Array | undefined): number[] | undefined {
  return values && [...new Uint32Array(values.buffer)];
}

const sign = fc.constantFrom('', '-', '+');
const digits = fc.string({
  unit: fc.constantFrom(...'0123456789'),
  minLength: 1,
  maxLength: 25,
});
const writtenNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -10, max: 10, noNaN: true }).map((value) => value.toFixed(6)),
  fc.double({ min: -1e30, max: 1e30, noNaN: true }).map((value) => value.toExponential(8)),
  fc.tuple(sign, digits, digits).map(([minus, whole, part]) => `${minus}${whole}.${part}`),
  fc
    .tuple(sign, digits, fc.integer({ min: -60, max: 60 }))
    .map(([minus, whole, exponent]) => `${minus}.${whole}e${exponent}`),
);

test('numbers have the bits of Math.fround(parseFloat(text))', () => {
  fc.assert(
    fc.property(fc.array(writtenNumber, { minLength: 1, maxLength: 5 }), (texts) => {
      const expected = Float32Array.from(texts, (text) => Number.parseFloat(text));
      fc.pre(expected.every(Number.isFinite));
      expect(bitsOf(parse(texts.join(' '), texts.length))).toEqual(bitsOf(expected));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  '-0',
  '5.',
  '.5',
  '+1e-05',
  '1E+2',
  '999999999',
  '9999999999',
  '4294967297',
  '9007199254740991',
  '9007199254740993',
  '1.00000017881393432617187499',
  '1.4e-45',
  '3.4028235e38',
])('%s has the bits of Math.fround(parseFloat(text))', (text) => {
  const expected = Float32Array.of(Number.parseFloat(text));
  expect(bitsOf(parse(text, 1))).toEqual(bitsOf(expected));
});

const noNumbers = ['nan', 'inf', '-Infinity', '0x10', '1e', 'e5', '1e+', '.', '-', '--1', '1.2.3'];
test.each([...noNumbers, '1,5', '1_0', '1e5.5', '1f', '1e39', '1e999', '4e38', 'é', '½', ''])(
  '"%s" is refused as a number',
  (text) => {
    expect(parse(text, 1)).toBeUndefined();
    expect(isDecimal(text)).toBe(false);
  },
);

test('bytes and text are accepted and refused alike', () => {
  const nearNumber = fc.string({ unit: fc.constantFrom(...'+-.eE012x'), maxLength: 6 });
  fc.assert(
    fc.property(nearNumber, (text) => {
      expect(parse(text, 1) !== undefined).toBe(isDecimal(text));
    }),
    { numRuns: 3000 },
  );
});

test('a line of too few or too many numbers is refused', () => {
  expect(parse('1 2', 3)).toBeUndefined();
  expect(parse('1 2 3 4', 3)).toBeUndefined();
});

test('numbers may be separated by several spaces and tabs and followed by white space', () => {
  expect(parse(' 1  2\t3 \r', 3)).toEqual(Float32Array.of(1, 2, 3));
});

test('a carriage return does not separate numbers', () => {
  expect(parse('1\r2', 2)).toBeUndefined();
});

test.each(['nan', '-NaN', 'inf', '+Infinity', '1e999', '-0.5'])(
  '%s was meant as a number',
  (text) => {
    expect(isNumeric(text)).toBe(true);
  },
);

test.each(['name@domain.com', '1/2', 'infinite', '.'])('%s was not meant as a number', (text) => {
  expect(isNumeric(text)).toBe(false);
});

test('a number of a million digits takes no longer than others, valid or not', () => {
  const digits = '1'.repeat(1_000_000);
  expect(isNumeric(digits)).toBe(true);
  expect(isNumeric(`${digits}.${digits}`)).toBe(true);
  expect(isNumeric(`${digits}x`)).toBe(false);
  expect(parse(`${digits}x`, 1)).toBeUndefined();
});
