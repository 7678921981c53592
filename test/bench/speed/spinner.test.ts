import { expect, test } from '@jest/globals';
import { besideSpinner } from '../../../bench/speed/spinner.js';

test('the result of a run beside the spinner is returned', async () => {
  expect(await besideSpinner(() => 7)).toBe(7);
});

test('an error beside the spinner is passed on', async () => {
  const run = () => Promise.reject(new Error('no'));
  await expect(besideSpinner(run)).rejects.toThrow('no');
});
