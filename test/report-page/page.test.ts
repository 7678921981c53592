// What holds for every report, on every screen, in light and dark mode.
import { expect, test } from '@jest/globals';
import * as extreme from '../evaluation/report/html/extreme-reports.js';
import { oneSystem, threeSystems } from '../evaluation/report/html/news-report.js';
import { accessibilityFaults, DESKTOP, PHONE, useBrowser } from './open-report.js';

const openReport = useBrowser();

const { oneType, noErrors, noEntities, sixtyTypes, manyErrors, hostile } = extreme;
const reports = Object.entries({
  oneSystem,
  threeSystems,
  oneType,
  noErrors,
  noEntities,
  sixtyTypes,
  manyErrors,
  hostile,
});

const looks = [
  { look: 'a desktop in light mode', screen: DESKTOP },
  { look: 'a phone in dark mode', screen: { ...PHONE, colorScheme: 'dark' } },
  { look: 'a phone in light mode', screen: PHONE },
  { look: 'a desktop in dark mode', screen: { ...DESKTOP, colorScheme: 'dark' } },
] as const;

const views = reports.flatMap(([name, report]) =>
  (report === oneSystem ? looks : looks.slice(0, 2)).map((look) => ({ name, report, ...look })),
);

test.each(views)(
  '$name fits $look and has no serious accessibility fault',
  async ({ report, screen }) => {
    const { width } = screen.viewport;
    const page = await openReport(report, screen);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.evaluate(
      'document.querySelectorAll("details").forEach((one) => { one.open = true })',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);

test.each(reports)('headings of %s skip no level, and links lead to an id', async (_, report) => {
  const page = await openReport(report);
  const levels: number[] = await page.evaluate(
    `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1]))`,
  );
  expect(levels[0]).toBe(1);
  levels.slice(1).forEach((level, index) => {
    expect(level).toBeGreaterThan(1);
    expect(level).toBeLessThanOrEqual(levels[index] + 1);
  });
  const ids: string[] = await page.evaluate(
    `[...document.querySelectorAll('[id]')].map(({ id }) => id)`,
  );
  expect(ids).toEqual([...new Set(ids)]);
  const targets: string[] = await page.evaluate(
    `[...document.querySelectorAll('a[href^="#"]')].map(({ hash }) => hash.slice(1))`,
  );
  for (const target of targets) expect(ids).toContain(target);
});

test('texts that try to run are shown as text', async () => {
  const page = await openReport(hostile);
  const first = page.locator('.example').first();
  expect(await first.textContent()).toContain('<script>window.wasRun = true</script>');
  expect(await page.locator('img, iframe, b, [onclick], [onerror]').count()).toBe(0);
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
});

test('invisible characters are named, and a text written from right to left keeps to its place', async () => {
  const page = await openReport(hostile);
  const text = await page.locator('main').textContent();
  expect(text).toContain('nul‹U+0000›inside');
  expect(text).toContain('‹U+202E›gnirts desrever');
  expect(text).toContain('half‹U+D800›pair');
  for (const character of '\u0000\u202e\ufffd') expect(text).not.toContain(character);
});

test('a very long word is cut, with its length', async () => {
  const page = await openReport(hostile);
  await page.getByRole('searchbox').fill('x'.repeat(500));
  const example = page.locator('.example');
  expect(await example.count()).toBe(1);
  expect(await example.textContent()).toMatch(/x{200}… \(10,000 characters\)/);
});

test('paper is white, without controls and with all details', async () => {
  const page = await openReport(oneSystem, { colorScheme: 'dark' });
  expect(await page.locator('.filters').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
    'rgb(255, 255, 255)',
  );
  for (const hidden of ['.filters', 'nav', '.more']) {
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  }
  expect(await page.locator('details .lines').first().isVisible()).toBe(true);
});

test('without JavaScript all but the examples is shown, for every system', async () => {
  const page = await openReport(threeSystems, { javaScriptEnabled: false });
  expect(await page.locator('table.confusion:visible').count()).toBe(3);
  expect(await page.locator('ol.frequent:visible').count()).toBe(3);
  expect(await page.getByText('The error browser needs JavaScript.').count()).toBe(3);
  expect(await page.getByRole('combobox').count()).toBe(0);
});
