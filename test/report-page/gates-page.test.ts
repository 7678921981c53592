// The page of `tagger inspect --gates --format html` in a browser.
import { expect, test } from '@jest/globals';
import { renderGateMapPage } from '../../src/evaluation/report/gate-map/gate-map-page.js';
import { mapWith } from '../evaluation/report/gate-map/sample-map.js';
import { HOSTILE } from '../evaluation/report/html/extreme-reports.js';
import { accessibilityFaults, DESKTOP, PHONE, usePages } from './open-report.js';

const open = usePages();

const cat = ['The', 'cat', ',', 'which', 'already', 'ate', ',', 'was', 'full', '.'];
const long = Array.from({ length: 45 }, (_, index) => `token-${index}`);
const maps = {
  one: mapWith([cat], { measure: (token) => token / 10 }),
  long: mapWith([long, cat]),
  units: mapWith([cat], { names: ['hidden'], rowCount: 30, measure: (token) => token / 5 - 1 }),
  hostile: { ...mapWith([Object.values(HOSTILE)]), model: HOSTILE.endOfScript },
};

const views = Object.entries(maps).flatMap(([name, map]) =>
  [
    { look: 'a desktop in light mode', ...DESKTOP, colorScheme: 'light' as const },
    { look: 'a phone in dark mode', ...PHONE, colorScheme: 'dark' as const },
  ].map((look) => ({ name, map, ...look })),
);

test.each(views)('$name fits $look and has no serious accessibility fault', async (view) => {
  const page = await open(renderGateMapPage(view.map), view);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.viewport.width);
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.viewport.width);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the pointer on a cell gets its title, with the token and the number', async () => {
  const page = await open(renderGateMapPage(maps.one));
  const titleUnder = async (token: string, row: number): Promise<string> => {
    const label = page.locator('.token', { hasText: new RegExp(`^${token}$`) });
    const box = (await page
      .locator('svg.gate-map .number', { hasText: '0.30' })
      .nth(row)
      .boundingBox())!;
    expect(await label.count()).toBe(1);
    return page.evaluate(
      `document.elementFromPoint(${box.x + box.width / 2}, ${box.y + box.height / 2}).closest('g').querySelector('title').textContent`,
    );
  };
  await page.locator('svg.gate-map .number').first().scrollIntoViewIfNeeded();
  expect(await titleUnder('which', 0)).toBe('which: 0.300 (update gate, layer 1 forward)');
  expect(await titleUnder('which', 1)).toBe('which: 0.300 (forget gate, layer 1 forward)');
});

test('colors of light and dark mode differ, and the table has the numbers', async () => {
  const colorOf = async (colorScheme: 'light' | 'dark') => {
    const page = await open(renderGateMapPage(maps.one), { colorScheme });
    expect(await page.locator('details td').first().textContent()).toBe('0.000');
    return page.evaluate('getComputedStyle(document.querySelector("main rect.h2")).fill');
  };
  expect(await colorOf('light')).not.toBe(await colorOf('dark'));
});

test('tokens that try to run are shown as text', async () => {
  const page = await open(renderGateMapPage(maps.hostile));
  expect(await page.locator('h1').textContent()).toBe(HOSTILE.endOfScript);
  expect(await page.locator('.sentence').textContent()).toContain(HOSTILE.script);
  expect(await page.locator('img, script, b').count()).toBe(0);
  expect(await page.evaluate('window.wasRun')).toBeUndefined();
});
