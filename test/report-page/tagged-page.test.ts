// The page of `tagger tag --format html` in a browser.
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { lineOf, news, renderTaggedPage } from '../cli/formats/html/tagged-page.js';
import { accessibilityFaults, DESKTOP, PHONE, usePages } from './open-report.js';

const open = usePages();

const shownLines = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('.line')].filter((line) => line.checkVisibility()).map(({ dataset }) => dataset.line)`,
  );

const types = Array.from({ length: 60 }, (_, index) => `TYPE-${index}`);
const hostile = {
  '<script>window.wasRun = true</script>': [
    lineOf(
      '[<img src=x onerror="window.wasRun=true">](<b>x</b>) </p><script>window.wasRun = true</script>',
    ),
    lineOf('\u202egnirts desrever [שלום](PER) nul\0inside'),
    lineOf('x'.repeat(5000)),
  ],
  other: types.map((type) => lineOf(`a [word](${type} 0.5) here`)),
};

const views = Object.entries({ news, hostile, empty: { '-': [] } }).flatMap(([name, files]) =>
  [
    { look: 'a desktop in light mode', ...DESKTOP, colorScheme: 'light' as const },
    { look: 'a phone in dark mode', ...PHONE, colorScheme: 'dark' as const },
  ].map((look) => ({ name, files, ...look })),
);

test.each(views)('$name fits $look and has no serious accessibility fault', async (view) => {
  const page = await open(renderTaggedPage(view.files), view);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.viewport.width);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('texts and types that try to run are shown as text', async () => {
  const page = await open(renderTaggedPage(hostile));
  expect(await page.locator('.line').first().textContent()).toContain('<img src=x onerror=');
  expect(await page.locator('img, .line b').count()).toBe(0);
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
});

test('a type that is turned off is no longer highlighted, and its text stays', async () => {
  const page = await open(renderTaggedPage(news));
  const mark = page.locator('mark', { hasText: 'Angela Merkel' });
  const background = () =>
    page.evaluate('getComputedStyle(document.querySelector("mark")).backgroundColor');
  expect(await background()).not.toBe('rgba(0, 0, 0, 0)');
  await page.getByLabel('PER 3').uncheck();
  expect(await background()).toBe('rgba(0, 0, 0, 0)');
  expect(await mark.locator('small').isVisible()).toBe(false);
  expect(await mark.isVisible()).toBe(true);
  await page.getByLabel('PER 3').check();
  expect(await mark.locator('small').isVisible()).toBe(true);
});

test('only lines with an entity of a chosen type are shown', async () => {
  const page = await open(renderTaggedPage(news));
  await page.getByLabel('Only lines with entities').check();
  expect(await shownLines(page)).toEqual(['1', '2', '4', '6']);
  for (const type of ['LOC 5', 'ORG 4', 'PER 3']) await page.getByLabel(type).uncheck();
  expect(await shownLines(page)).toEqual(['2']);
  expect(await page.getByRole('status').textContent()).toBe('1 of 6 lines');
});

test('a search finds lines by their text in any case, but not by types', async () => {
  const page = await open(renderTaggedPage({ ...news, other: [lineOf('[Paris](LOC) too')] }));
  await page.getByRole('searchbox').fill('PARIS IN');
  expect(await shownLines(page)).toEqual(['1']);
  expect(await page.locator('h2', { hasText: 'other' }).isVisible()).toBe(false);
  expect(await page.getByRole('status').textContent()).toBe('1 of 7 lines');
  await page.getByRole('searchbox').fill('misc');
  expect(await shownLines(page)).toEqual([]);
  await page.getByRole('searchbox').fill('');
  expect(await shownLines(page)).toHaveLength(7);
});

test('the filters work by keys alone, and each stop shows the focus', async () => {
  const page = await open(renderTaggedPage(news));
  const names: string[] = [];
  for (let stop = 0; stop < 7; stop++) {
    await page.keyboard.press('Tab');
    const [name, outline] = (await page.evaluate(`(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element.closest('.pill') ?? element);
      return [(element.labels?.[0] ?? element).textContent.trim(), outlineStyle + ' ' + outlineWidth];
    })()`)) as [string, string];
    expect(outline).toMatch(/^(solid|auto) [1-9]/);
    names.push(name.replace(/\s+/g, ' '));
    if (name.startsWith('MISC')) await page.keyboard.press('Space');
  }
  expect(names).toEqual([
    'Skip to the text',
    'LOC 5',
    'MISC 1',
    'ORG 4',
    'PER 3',
    'Search',
    'Only lines with entities',
  ]);
  expect(await page.locator('mark.off').allTextContents()).toEqual(['GermanMISC 98 %']);
});

test('without scripts, the text and the counts are there', async () => {
  const page = await open(renderTaggedPage(news), { javaScriptEnabled: false });
  expect(await page.locator('.line').count()).toBe(6);
  expect(await page.locator('.counts').isVisible()).toBe(true);
  expect(await page.locator('.filter').isVisible()).toBe(false);
});
