import { expect, test } from '@jest/globals';
import { lazily, whileHeld } from '../../src/text/lazily.js';

test.each([
  ['lazily', lazily],
  ['whileHeld', whileHeld],
])('%s makes nothing before the first call, and one value while it is held', (_, memoize) => {
  let count = 0;
  const get = memoize(() => ({ count: ++count }));
  expect(count).toBe(0);
  const held = get();
  for (let call = 0; call < 100; call++) expect(get()).toBe(held);
  expect(held).toEqual({ count: 1 });
});
