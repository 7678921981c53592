// The page of `tagger train --report` in a browser.
import { expect, test } from '@jest/globals';
import { renderTrainingPage } from '../../src/evaluation/report/training/training-page.js';
import { HOSTILE } from '../evaluation/report/html/extreme-reports.js';
import {
  hostile,
  one,
  runWith,
  trainingWith,
} from '../evaluation/report/training/sample-training.js';
import { accessibilityFaults, DESKTOP, PHONE, usePages } from './open-report.js';

const open = usePages();

const earlier = [
  { name: HOSTILE.endOfScript, report: hostile },
  { name: 'x'.repeat(200), report: { ...one, settings: { 'network cell': 'gru' } } },
];
const many = trainingWith(
  Array.from({ length: 9 }, (_, index) => runWith(index + 1, [20, 40 + index, 45])),
);
const pages = {
  one: renderTrainingPage(one, []),
  compared: renderTrainingPage(many, earlier),
  hostile: renderTrainingPage(hostile, earlier),
};

const views = Object.entries(pages).flatMap(([name, content]) =>
  [
    { look: 'a desktop in light mode', ...DESKTOP, colorScheme: 'light' as const },
    { look: 'a phone in dark mode', ...PHONE, colorScheme: 'dark' as const },
  ].map((look) => ({ name, content, ...look })),
);

test.each(views)('$name fits $look and has no serious accessibility fault', async (view) => {
  const page = await open(view.content, view);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.viewport.width);
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.viewport.width);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the pointer on a dot gets its title', async () => {
  const page = await open(pages.one);
  const dot = page.locator('.chart .best');
  await dot.scrollIntoViewIfNeeded();
  const box = (await dot.boundingBox())!;
  const title = await page.evaluate(
    `document.elementFromPoint(${box.x + box.width / 2}, ${box.y + box.height / 2}).querySelector('title').textContent`,
  );
  expect(title).toBe('seed 1, epoch 2: 60');
});

test('curves have colors of their own, in light and dark mode', async () => {
  const colorsOf = async (colorScheme: 'light' | 'dark'): Promise<string[]> => {
    const page = await open(pages.compared, { colorScheme });
    return page.evaluate(
      `[...document.querySelectorAll('.series .curve')].slice(0, 6).map((curve) => getComputedStyle(curve).stroke)`,
    );
  };
  const all = [...(await colorsOf('light')), ...(await colorsOf('dark'))];
  expect(new Set(all).size).toBe(12);
});

test('names that try to run are shown as text', async () => {
  const page = await open(pages.hostile);
  expect(await page.locator('h1').textContent()).toBe(HOSTILE.endOfScript);
  expect(await page.locator('#settings').textContent()).toContain(HOSTILE.script);
  expect(await page.locator('img, b, [onclick], [onerror]').count()).toBe(0);
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
});
