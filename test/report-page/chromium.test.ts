import { expect, test } from '@jest/globals';
import { findChromium } from './chromium.js';

test('a browser named by CHROMIUM is taken', () => {
  expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
});

test('a browser that is missing says how to install it', () => {
  expect(() => findChromium({ CHROMIUM: '/no/such/browser' })).toThrow(
    'The browser tests need Chromium and found no file at /no/such/browser (CHROMIUM): install it with "apt-get install --no-install-recommends chromium fonts-dejavu-core", or set CHROMIUM to its path.',
  );
});
