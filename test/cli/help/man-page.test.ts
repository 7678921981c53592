import { expect, test } from '@jest/globals';
import { renderManPage } from '../../../src/cli/help/man-page.js';

const page = renderManPage('1.2.3');

test('the page is the same each time, with the version and no date', () => {
  expect(page).toMatch(/^\.TH TAGGER 1 "" "teddy\\-tagger 1\.2\.3" "User Commands"\n/);
  expect(renderManPage('1.2.3')).toBe(page);
});

test('hyphens, quotes and tildes are those that a user types', () => {
  expect(page).toContain('\n\\fB\\-\\-dev FILE\\fR\n');
  const text = page.replaceAll(/\\(?:[-e&]|\((?:aq|ga|ha|ti)|f[BR])/g, '');
  expect(text).not.toMatch(/[\\`^~]|(?<!\n)'/);
  expect(text.replace(/^\.ad l$/m, '')).not.toMatch(/-/);
});

test('lines that begin with a dot are requests, and only known ones', () => {
  const requests = new Set([...page.matchAll(/^\.\w*/gm)].map(([request]) => request));
  expect([...requests].sort()).toEqual(
    ['.B', '.EE', '.EX', '.I', '.PP', '.SH', '.SS', '.TH', '.TP', '.ad', '.nh'].sort(),
  );
});
