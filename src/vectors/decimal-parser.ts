// Decimal numbers parsed straight from bytes, to the same bits as `Math.fround(parseFloat(text))`.

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LOWER_E = 0x65;

// The powers of ten that a double holds exactly.
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const EXACT_MANTISSA_END = 2 ** 53;

// Up to as many digits fit in 32 bits, whose sums are cheaper than those of doubles.
const INT32_DIGITS = 9;

// Signs are looked up, because a branch on them is unpredictable.
const signs = Float64Array.from({ length: 256 }, (_, byte) => (byte === MINUS ? -1 : 1));
const signByteCounts = Uint8Array.from({ length: 256 }, (_, byte) => {
  return byte === MINUS || byte === PLUS ? 1 : 0;
});

// Each digit can be matched in one way only, or a long number would take quadratic time.
const decimalPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const notFinitePattern = /^[+-]?(?:nan|inf|infinity)$/i;

/** Whether the text is a decimal number within float32: not NaN, infinite or hexadecimal. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text) && Number.isFinite(Math.fround(Number(text)));
}

/** Whether the text is meant as a number: a decimal number, NaN or an infinity. */
export function isNumeric(text: string): boolean {
  return decimalPattern.test(text) || notFinitePattern.test(text);
}

/**
 * Parses `out.length` numbers, separated by spaces or tabs, from `position` to the end of the line.
 *
 *   value = mantissa · 10^exponent
 *
 * If mantissa < 2^53 and |exponent| <= 22, both factors are exact doubles, so their product or
 * quotient is correctly rounded (Clinger 1990) and within float32. All other numbers are parsed as
 * strings.
 *
 * @param bytes have a line feed at or after `position`
 * @param out   receives the values; partly overwritten if the line is refused
 * @returns false if the line is anything but `out.length` finite decimal numbers
 */
export function parseDecimals(bytes: Buffer, position: number, out: Float32Array): boolean {
  let at = position;
  for (let index = 0; index < out.length; index++) {
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    const start = at;
    at += signByteCounts[bytes[start]];
    const firstDigit = at;
    let mantissa = 0;
    // A digit is a byte that becomes 0 to 9 when the bits of `0` are flipped in it.
    for (let digit = bytes[at] ^ ZERO; digit <= 9; digit = bytes[++at] ^ ZERO) {
      mantissa = (mantissa * 10 + digit) | 0;
    }
    let digitCount = at - firstDigit;
    let exponent = 0;
    if (bytes[at] === POINT) {
      const firstDecimal = ++at;
      for (let digit = bytes[at] ^ ZERO; digit <= 9; digit = bytes[++at] ^ ZERO) {
        mantissa = (mantissa * 10 + digit) | 0;
      }
      exponent = firstDecimal - at;
      digitCount -= exponent;
    }
    if (digitCount === 0) return false;
    if (digitCount > INT32_DIGITS) mantissa = longMantissa(bytes, firstDigit, at);
    if (bytes[at] > SPACE) {
      const end = endOfField(bytes, at);
      exponent += parseExponent(bytes, at, end);
      at = end;
    }
    const magnitude = scaleByPowerOfTen(mantissa, exponent);
    if (magnitude >= 0) out[index] = signs[bytes[start]] * magnitude;
    else {
      out[index] = parseSlowly(bytes, start, at);
      if (Number.isNaN(out[index])) return false;
    }
  }
  while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CARRIAGE_RETURN) at++;
  return bytes[at] === LINE_FEED;
}

/** The position of the first white space at or after `position`, which must exist. */
export function endOfField(bytes: Buffer, position: number): number {
  let end = position;
  while (bytes[end] > SPACE) end++;
  return end;
}

/** The digits from `start` to `end` as one number, which is exact if it is below 2^53. */
function longMantissa(bytes: Buffer, start: number, end: number): number {
  let mantissa = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== POINT) mantissa = mantissa * 10 + (bytes[at] ^ ZERO);
  }
  return mantissa;
}

/** The correctly rounded product, or a negative number if the factors are not exact. */
function scaleByPowerOfTen(mantissa: number, exponent: number): number {
  if (mantissa < EXACT_MANTISSA_END) {
    if (exponent <= 0 && exponent >= -22) return mantissa / powersOfTen[-exponent];
    if (exponent > 0 && exponent <= 22) return mantissa * powersOfTen[exponent];
  }
  return -1;
}

/** The exponent written from `start` to `end` (`e-05`), or NaN if it is malformed. */
function parseExponent(bytes: Buffer, start: number, end: number): number {
  if ((bytes[start] | SPACE) !== LOWER_E) return Number.NaN;
  const isNegative = bytes[start + 1] === MINUS;
  const firstDigit = isNegative || bytes[start + 1] === PLUS ? start + 2 : start + 1;
  if (firstDigit === end) return Number.NaN;
  let exponent = 0;
  for (let at = firstDigit; at < end; at++) {
    const digit = bytes[at] ^ ZERO;
    if (digit > 9) return Number.NaN;
    exponent = exponent * 10 + digit;
  }
  return isNegative ? -exponent : exponent;
}

/** The number written from `start` to `end`, or NaN if it is not a finite decimal number. */
function parseSlowly(bytes: Buffer, start: number, end: number): number {
  const text = bytes.toString('latin1', start, end);
  return isDecimal(text) ? Number(text) : Number.NaN;
}
