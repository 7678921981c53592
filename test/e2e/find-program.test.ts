import { expect, test } from '@jest/globals';
import { findProgram } from './find-program.js';

test('a program on the path is found', () => {
  expect(findProgram('zsh')).toMatch(/\/zsh$/);
});

test('a missing program says how to install it', () => {
  expect(() => findProgram('zsh', '/no/such/folder')).toThrow(
    'This test needs zsh: install it with "apt-get install --no-install-recommends zsh".',
  );
});
