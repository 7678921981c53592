// What the shown tab of the playground has, read until it is as expected.
import type { Page } from 'playwright-core';

const SHOWN = '[role=tabpanel]:not([hidden])';
// Of the browser; a training takes longer than all else.
const MOST_FRAMES = 600;

export const panelOf = (page: Page) => page.locator(SHOWN);

/** Reads from the page, frame by frame, until the value is accepted; or the last value. */
export async function settled<Value>(
  page: Page,
  script: string,
  accepts: (value: Value) => boolean,
): Promise<Value> {
  for (let frame = 0; ; frame++) {
    const value: Value = await page.evaluate(script);
    if (accepts(value) || frame === MOST_FRAMES) return value;
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  const script = `document.querySelector('${SHOWN}').innerText`;
  await settled<string>(page, script, (text) => !/(Loading|Measuring) …/.test(text));
}

/** A script for the texts of elements in the panel. */
export const textsOf = (selector: string) =>
  `[...document.querySelectorAll('${SHOWN} ${selector}')].map(({ innerText }) => innerText.trim().replace(/\\s+/g, ' '))`;
