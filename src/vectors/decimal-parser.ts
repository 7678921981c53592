// Decimal numbers parsed straight from bytes, to the same bits as `Math.fround(parseFloat(text))`.

const newline = 0x0a;
const space = 0x20;
const tab = 0x09;
const carriageReturn = 0x0d;
const point = 0x2e;
const plus = 0x2b;
const minus = 0x2d;
const lowerE = 0x65;
const zero = 0x30;

// The powers of ten that a double holds exactly.
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactMantissaEnd = 2 ** 53;

// So many digits fit in 32 bits, where sums are cheaper than in a double.
const int32DigitCount = 9;

// Signs are looked up, since no processor foresees which way a branch on them goes.
const signs = Float64Array.from({ length: 256 }, (_, byte) => (byte === minus ? -1 : 1));
const signByteCounts = Uint8Array.from({ length: 256 }, (_, byte) => {
  return byte === minus || byte === plus ? 1 : 0;
});

const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const notFinitePattern = /^[+-]?(?:nan|inf|infinity)$/i;

/** Whether the text is a decimal number that float32 can hold: no NaN, no infinity, no hexadecimal. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text) && Number.isFinite(Math.fround(Number(text)));
}

/** Whether the text was meant as a number: a decimal number, NaN or an infinity. */
export function isNumeric(text: string): boolean {
  return decimalPattern.test(text) || notFinitePattern.test(text);
}

/**
 * Parses exactly `out.length` numbers, divided by spaces or tabs, from `position` to the end of the line.
 *
 *   value = mantissa · 10^exponent
 *
 * Both factors are exact doubles when mantissa < 2^53 and |exponent| <= 22, so one product or quotient rounds
 * correctly (Clinger 1990), and float32 can hold it. Every other number goes the slow way through a string.
 *
 * @param bytes hold a line feed at or after `position`
 * @param out   receives one value an element; partly overwritten when the line is refused
 * @returns false if the line holds anything but `out.length` finite decimal numbers
 */
export function parseDecimals(bytes: Buffer, position: number, out: Float32Array): boolean {
  let at = position;
  for (let index = 0; index < out.length; index++) {
    while (bytes[at] === space || bytes[at] === tab) at++;
    const start = at;
    at += signByteCounts[bytes[start]];
    const firstDigit = at;
    let mantissa = 0;
    // A digit is a byte that becomes 0 to 9 when the bits of `0` are flipped in it.
    for (let digit = bytes[at] ^ zero; digit <= 9; digit = bytes[++at] ^ zero) {
      mantissa = (mantissa * 10 + digit) | 0;
    }
    let digitCount = at - firstDigit;
    let exponent = 0;
    if (bytes[at] === point) {
      const firstDecimal = ++at;
      for (let digit = bytes[at] ^ zero; digit <= 9; digit = bytes[++at] ^ zero) {
        mantissa = (mantissa * 10 + digit) | 0;
      }
      exponent = firstDecimal - at;
      digitCount -= exponent;
    }
    if (digitCount === 0) return false;
    if (digitCount > int32DigitCount) mantissa = longMantissa(bytes, firstDigit, at);
    if (bytes[at] > space) {
      const end = endOfField(bytes, at);
      exponent += parseExponent(bytes, at, end);
      at = end;
    }
    const magnitude = scaleByPowerOfTen(mantissa, exponent);
    if (magnitude >= 0) out[index] = signs[bytes[start]] * magnitude;
    else if (!parseSlowly(bytes, start, at, out, index)) return false;
  }
  while (bytes[at] === space || bytes[at] === tab || bytes[at] === carriageReturn) at++;
  return bytes[at] === newline;
}

/** The position of the first white space at or after `position`; there must be one. */
export function endOfField(bytes: Buffer, position: number): number {
  let end = position;
  while (bytes[end] > space) end++;
  return end;
}

/** The digits from `start` to `end` as one number: exact below 2^53, and not below it otherwise. */
function longMantissa(bytes: Buffer, start: number, end: number): number {
  let mantissa = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== point) mantissa = mantissa * 10 + (bytes[at] ^ zero);
  }
  return mantissa;
}

/** The correctly rounded product, or a negative number where the factors are not exact. */
function scaleByPowerOfTen(mantissa: number, exponent: number): number {
  if (mantissa < exactMantissaEnd) {
    if (exponent <= 0 && exponent >= -22) return mantissa / powersOfTen[-exponent];
    if (exponent > 0 && exponent <= 22) return mantissa * powersOfTen[exponent];
  }
  return -1;
}

/** The exponent written from `start` to `end` (`e-05`), or NaN if what stands there is none. */
function parseExponent(bytes: Buffer, start: number, end: number): number {
  if ((bytes[start] | space) !== lowerE) return Number.NaN;
  const isNegative = bytes[start + 1] === minus;
  const firstDigit = isNegative || bytes[start + 1] === plus ? start + 2 : start + 1;
  if (firstDigit === end) return Number.NaN;
  let exponent = 0;
  for (let at = firstDigit; at < end; at++) {
    const digit = bytes[at] ^ zero;
    if (digit > 9) return Number.NaN;
    exponent = exponent * 10 + digit;
  }
  return isNegative ? -exponent : exponent;
}

function parseSlowly(
  bytes: Buffer,
  start: number,
  end: number,
  out: Float32Array,
  index: number,
): boolean {
  const text = bytes.toString('latin1', start, end);
  out[index] = Number(text);
  return isDecimal(text);
}
