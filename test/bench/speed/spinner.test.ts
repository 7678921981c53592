import { expect, test } from '@jest/globals';
import { besideSpinner } from '../../../bench/speed/spinner.js';

test('what is done beside the spinner is its result', async () => {
  expect(await besideSpinner(() => 7)).toBe(7);
});

test('an error beside the spinner is passed on', async () => {
  const run = () => Promise.reject(new Error('no'));
  await expect(besideSpinner(run)).rejects.toThrow('no');
});
