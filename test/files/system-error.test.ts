import { statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { InputError } from '../../src/errors.js';
import { fileError } from '../../src/files/system-error.js';

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what the system says becomes a sentence with the path', () => {
  const error = errorOf(() => statSync('no/such/file'));
  expect(fileError(error, 'model')).toEqual(new InputError('model: no such file or directory'));
});

test('a reason of the caller takes the place of what the system says', () => {
  const error = errorOf(() => statSync('no/such/file'));
  expect(fileError(error, 'model', { ENOENT: 'found none' })).toEqual(
    new InputError('model: found none'),
  );
});

test.each([new TypeError('a bug'), new InputError('told already'), undefined, 'text'])(
  '%p is not the system speaking and stays as it is',
  (error) => {
    expect(fileError(error, 'model')).toBe(error);
  },
);
