import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ENGLISH_PAGE, renderEnglishPage } from './english-page.js';

test('the page of English texts is what the shipped model finds; npm run pictures:english makes it', () => {
  const page = readFileSync(ENGLISH_PAGE, 'utf8');
  expect(page).toBe(renderEnglishPage());
  expect(page.match(/<section class="file">/g)).toHaveLength(20);
});
