import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { isGzip } from '../../src/files/bytes/is-gzip.js';
import { gzipError } from '../../src/files/gzip.js';

function errorOf(packed: Uint8Array): unknown {
  try {
    return gunzipSync(packed);
  } catch (error) {
    return error;
  }
}

test('a gzip file is detected by its first bytes', () => {
  expect(isGzip(gzipSync(''))).toBe(true);
  expect(isGzip(Uint8Array.of(0x1f))).toBe(false);
  expect(isGzip(Buffer.from('PK'))).toBe(false);
  expect(isGzip(new Uint8Array())).toBe(false);
});

test('a gzip file that is cut short is reported', () => {
  const error = errorOf(gzipSync('abc').subarray(0, 12));
  expect(gzipError(error, 'x.gz')).toEqual(new InputError('x.gz: the gzip file is cut short'));
});

test('a damaged gzip file is reported with the reason of zlib', () => {
  const packed = gzipSync('abc');
  packed[packed.length - 8] ^= 1;
  expect(gzipError(errorOf(packed), 'x.gz')).toEqual(
    new InputError('x.gz: the gzip file is damaged (incorrect data check)'),
  );
});

test.each([new TypeError('a bug'), new InputError('reported already'), undefined, 'text'])(
  '%p is not an error of zlib and stays as it is',
  (error) => {
    expect(gzipError(error, 'x.gz')).toBe(error);
  },
);
