// The report without a mouse.
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { oneSystem } from '../evaluation/report/html/news-report.js';
import { useBrowser } from './open-report.js';

const openReport = useBrowser();

interface Focused {
  readonly tag: string;
  readonly text: string;
  readonly outline: string;
}

/** The element with the focus; a checkbox shows the focus on its label. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element.closest('label.pill') ?? element);
    const text = element.ariaLabel ?? (element.labels?.[0] ?? element).textContent;
    return { tag: element.tagName, text: text.trim(), outline: outlineStyle + ' ' + outlineWidth };
  })()`);

async function press(page: Page, key: string, times = 1): Promise<Focused> {
  for (let time = 0; time < times; time++) await page.keyboard.press(key);
  return focused(page);
}

test('the first stop skips the head of the page', async () => {
  const page = await openReport(oneSystem);
  expect(await press(page, 'Tab')).toMatchObject({ text: 'Skip to the scores' });
  await page.keyboard.press('Enter');
  expect(page.url()).toMatch(/#content$/);
});

test('every stop of the Tab key is visible and shows the focus, in the order of the page', async () => {
  const page = await openReport(oneSystem);
  const stops: Focused[] = [];
  for (let stop = await press(page, 'Tab'); stop.tag !== 'BODY'; stop = await press(page, 'Tab')) {
    expect(stop.outline).toMatch(/^(solid|auto) [1-9]/);
    const top: number = await page.evaluate(
      'document.activeElement.getBoundingClientRect().top + scrollY',
    );
    expect(top).toBeGreaterThanOrEqual(0);
    stops.push(stop);
    if (stops.length > 200) throw new Error('the Tab key never leaves the page');
  }
  const texts = stops.map(({ text }) => text);
  const order = [/^Errors$/, /Harbor City/, /^Search/, /^○ missed/, /^Gold type/, /^Clear/];
  const places = order.map((text) => texts.findIndex((other) => text.test(other)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('filters are set and cleared by keys alone', async () => {
  const page = await openReport(oneSystem);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('harbor');
  const found = await page.getByRole('status').textContent();
  expect(found).toMatch(/^\d+ of 42 errors$/);
  expect(await press(page, 'Tab')).toMatchObject({ tag: 'INPUT' });
  await page.keyboard.press('Space');
  expect(await page.getByRole('status').textContent()).toBe('No error passes the filters.');
  await page.keyboard.press('Space');
  expect(await page.getByRole('status').textContent()).toBe(found);
  expect(await press(page, 'Tab', 5)).toMatchObject({ tag: 'SELECT' });
  await page.keyboard.press('ArrowDown');
  expect(await page.getByLabel('Gold type').inputValue()).toBe('1');
  expect(await press(page, 'Tab', 4)).toMatchObject({ text: 'Clear filters' });
  await page.keyboard.press('Enter');
  expect(await page.getByRole('status').textContent()).toBe('42 errors');
});

test('the confusion matrix is one stop, and arrow keys move between its errors', async () => {
  const page = await openReport(oneSystem);
  await page.locator('.scroll').focus();
  expect((await press(page, 'Tab')).text).toBe('1: gold LOC, predicted ORG');
  expect((await press(page, 'ArrowRight')).text).toBe('2: gold LOC, predicted PER');
  expect((await press(page, 'ArrowDown')).text).toBe('1: gold MISC, predicted PER');
  expect((await press(page, 'ArrowLeft', 2)).text).toBe('2: gold MISC, predicted LOC');
  expect((await press(page, 'ArrowUp')).text).toBe('1: gold LOC, predicted ORG');
  expect((await press(page, 'Tab')).text).not.toContain('predicted');
  expect((await press(page, 'Shift+Tab')).text).toBe('1: gold LOC, predicted ORG');
});

test('a chosen cell moves the focus to the examples', async () => {
  const page = await openReport(oneSystem);
  await page.locator('.scroll').focus();
  await page.keyboard.press('Tab');
  expect(await press(page, 'Enter')).toMatchObject({ tag: 'H3', text: 'Examples' });
  expect(await page.getByRole('status').textContent()).toBe('1 of 42 errors');
  expect((await press(page, 'Tab')).text).toBe('Search');
});

test('removing the filter of an entity moves the focus to the search', async () => {
  const page = await openReport(oneSystem);
  await page.locator('.frequent button').first().focus();
  expect(await press(page, 'Enter')).toMatchObject({ text: 'Examples' });
  await page.getByRole('button', { name: 'Entity Harbor City' }).focus();
  expect(await press(page, 'Enter')).toMatchObject({ tag: 'INPUT', text: 'Search' });
});
