import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { drawDocumentContext } from './document-picture.js';

test('the picture of document context shows what is read of a document today', () => {
  expect(readFileSync('docs/pictures/document-context.svg', 'utf8')).toBe(drawDocumentContext());
});
