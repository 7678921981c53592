// The error browser: what its filters list is what they count.
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { EvalReport, ReportError } from '../../src/evaluation/report/eval-report.js';
import { manyErrors } from '../evaluation/report/html/extreme-reports.js';
import { oneSystem, threeSystems } from '../evaluation/report/html/news-report.js';
import { useBrowser } from './open-report.js';

const openReport = useBrowser();

const examplesOf = ({ systems }: EvalReport) => systems[0].errors.examples;
const errors = examplesOf(oneSystem);

const countOf = (isWanted: (error: ReportError) => boolean) => errors.filter(isWanted).length;

/** The number that the browser says it found, which must be the number of examples listed. */
async function foundCount(page: Page): Promise<number> {
  const status = await page.getByRole('status').textContent();
  const listed = await page.locator('.example').count();
  const found = status?.startsWith('No error') ? 0 : Number.parseInt(status ?? '', 10);
  expect(listed).toBe(found);
  return found;
}

const kindBox = (page: Page, kind: string) =>
  page.getByRole('checkbox', { name: new RegExp(`^[^a-z]*${kind} \\d`) });

const gold = (page: Page) => page.getByLabel('Gold type');
const predicted = (page: Page) => page.getByLabel('Predicted type');
const search = (page: Page) => page.getByRole('searchbox');

/** The number in parentheses after each choice of a select. */
async function choicesOf(page: Page, label: string): Promise<Record<string, number>> {
  const texts = await page.getByLabel(label).locator('option').allTextContents();
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, count] = /^(.*) \(([\d,]+)\)$/.exec(text) ?? [];
      return [name, Number(count.replaceAll(',', ''))];
    }),
  );
}

test('every error is listed at first', async () => {
  const page = await openReport(oneSystem);
  expect(await page.getByRole('status').textContent()).toBe('42 errors');
  expect(await foundCount(page)).toBe(errors.length);
});

test('an example shows its place, its confidence, and each side with its entity marked', async () => {
  const page = await openReport(oneSystem);
  const example = page.locator('.example').nth(2);
  const text = await example.locator('.about').textContent();
  expect(text).toContain('wrong boundary');
  expect(text).toContain('news/test.conll:63');
  expect(text).toContain('confidence 64 %');
  const marks = await example.locator('mark').allTextContents();
  expect(marks.map((mark) => mark.replaceAll(/\s+/g, ' '))).toEqual([
    'Ostberg Maritime ORG',
    'Ostberg ORG',
  ]);
  const missed = page.locator('.example', { hasText: 'missed' }).first();
  expect(await missed.locator('mark').count()).toBe(1);
  expect(await missed.locator('.side').last().textContent()).toContain('no entity');
});

test('each kind lists as many errors as it counts', async () => {
  const page = await openReport(oneSystem);
  for (const kind of [
    'missed',
    'invented',
    'wrong type',
    'wrong boundary',
    'wrong type and boundary',
  ]) {
    const box = kindBox(page, kind);
    const label = await page.locator('label.pill', { has: box }).textContent();
    await box.check();
    const found = await foundCount(page);
    expect(found).toBe(countOf((error) => error.kind === kind));
    expect(label).toMatch(new RegExp(` ${found}$`));
    await box.uncheck();
  }
});

test('two kinds together list the errors of both', async () => {
  const page = await openReport(oneSystem);
  await kindBox(page, 'missed').check();
  await kindBox(page, 'invented').check();
  expect(await foundCount(page)).toBe(
    countOf(({ kind }) => kind === 'missed' || kind === 'invented'),
  );
});

test.each([
  ['Gold type', ['any', 'LOC', 'MISC', 'ORG', 'PER', 'none (invented)']],
  ['Predicted type', ['any', 'LOC', 'ORG', 'PER', 'none (missed)']],
] as const)('each choice of "%s" lists as many errors as it counts', async (label, names) => {
  const page = await openReport(oneSystem);
  const choices = Object.entries(await choicesOf(page, label));
  expect(choices.map(([name]) => name)).toEqual(names);
  for (const [index, [, count]] of choices.entries()) {
    await page.getByLabel(label).selectOption({ index });
    expect(await foundCount(page)).toBe(count);
  }
});

test('counts follow the other filters', async () => {
  const page = await openReport(oneSystem);
  await gold(page).selectOption({
    label: `ORG (${countOf((error) => error.gold?.type === 'ORG')})`,
  });
  await search(page).fill('NORRBY');
  const isAboutNorrby = ({ tokens, gold: entity }: ReportError) =>
    entity?.type === 'ORG' && tokens.join(' ').toLowerCase().includes('norrby');
  const found = countOf(isAboutNorrby);
  expect(await foundCount(page)).toBe(found);
  const byPredicted = await choicesOf(page, 'Predicted type');
  expect(byPredicted).toEqual({ any: found, LOC: found });
  await predicted(page).selectOption({ index: 1 });
  expect(await foundCount(page)).toBe(found);
  const kinds = await page.locator('label.pill .times').allTextContents();
  expect(kinds.map(Number).reduce((sum, count) => sum + count, 0)).toBe(found);
});

test('a search that finds nothing says so, and clearing the filters lists everything again', async () => {
  const page = await openReport(oneSystem);
  await search(page).fill('no such text');
  expect(await page.getByRole('status').textContent()).toBe('No error passes the filters.');
  expect(await foundCount(page)).toBe(0);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  expect(await search(page).inputValue()).toBe('');
  expect(await foundCount(page)).toBe(errors.length);
});

test('every frequent error lists as many examples as it counts', async () => {
  const page = await openReport(oneSystem);
  await page.getByRole('button', { name: 'Show all' }).click();
  const buttons = await page.locator('.frequent button').all();
  expect(buttons).toHaveLength(oneSystem.systems[0].errors.frequent.length);
  for (const button of buttons) {
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    const times = await button.locator('.times').textContent();
    expect(await foundCount(page)).toBe(Number.parseInt(times ?? '', 10));
  }
});

test('a frequent error is chosen no longer after a second click', async () => {
  const page = await openReport(oneSystem);
  const button = page.locator('.frequent button').first();
  await button.click();
  await button.click();
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  expect(await foundCount(page)).toBe(errors.length);
});

test('the entity of a frequent error is a filter of its own', async () => {
  const page = await openReport(oneSystem);
  await page.locator('.frequent button', { hasText: 'Harbor City' }).first().click();
  await page.getByRole('button', { name: 'Entity Harbor City' }).click();
  const found = countOf(
    ({ kind, gold: entity, predicted: other }) =>
      kind === 'wrong type' && entity?.type === 'ORG' && other?.type === 'LOC',
  );
  expect(await foundCount(page)).toBe(found);
});

test('a cell of the confusion matrix lists its errors', async () => {
  const page = await openReport(oneSystem);
  await page.getByRole('button', { name: 'gold ORG, predicted LOC' }).click();
  const isWanted = (error: ReportError) =>
    error.gold?.type === 'ORG' && error.predicted?.type === 'LOC';
  expect(await foundCount(page)).toBe(countOf(isWanted));
  await page.getByRole('button', { name: 'gold none, predicted PER' }).click();
  expect(await foundCount(page)).toBe(
    countOf((error) => !error.gold && error.predicted?.type === 'PER'),
  );
});

test('sentences that got better or worse can be listed', async () => {
  const page = await openReport(oneSystem);
  const choices = await choicesOf(page, 'Against the other system');
  expect(choices).toEqual({ any: 42, 'worse sentence': 3, 'better sentence': 12 });
  await page.getByLabel('Against the other system').selectOption({ index: 1 });
  expect(await foundCount(page)).toBe(3);
  expect(await page.locator('.example .change').allTextContents()).toEqual(
    new Array(3).fill('worse than the other system'),
  );
});

test('the most confident errors come first if asked for', async () => {
  const page = await openReport(oneSystem);
  await page.getByLabel('Order').selectOption('most confident');
  const texts = await page.locator('.confidence').allTextContents();
  const confidences = texts.map((text) => Number.parseInt(text.replace('confidence ', ''), 10));
  expect(confidences[0]).toBe(96);
  expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
});

test('of thousands of errors, one page of fifty is on the screen', async () => {
  const page = await openReport(manyErrors);
  expect(await page.getByRole('status').textContent()).toBe('5,000 errors');
  expect(await page.locator('.example').count()).toBe(50);
  const next = page.getByRole('button', { name: 'Next' });
  await next.click();
  await next.click();
  expect(await page.locator('.pager p').textContent()).toBe('Page 3 of 100');
  expect(await page.locator('.example').count()).toBe(50);
  expect(await page.locator('.example').first().textContent()).toContain('On day 100 ');
  await search(page).fill('cat');
  expect(await page.getByRole('status').textContent()).toBe('715 of 5,000 errors');
  expect(await page.locator('.pager p').textContent()).toBe('Page 1 of 15');
  for (let turn = 1; turn < 15; turn++) await next.click();
  // The last page keeps the focus on its button, which does nothing.
  await page.keyboard.press('Enter');
  expect(await page.locator('.pager p').textContent()).toBe('Page 15 of 15');
  expect(await page.locator('.example').count()).toBe(15);
  await page.getByRole('button', { name: 'Previous' }).click();
  expect(await page.locator('.pager p').textContent()).toBe('Page 14 of 15');
});

test('a report that does not hold every error says so', async () => {
  const [system] = oneSystem.systems;
  const examples = errors.slice(0, 5);
  const report = { ...oneSystem, systems: [{ ...system, errors: { ...system.errors, examples } }] };
  const page = await openReport(report);
  expect(await page.getByText('The report holds the first 5 of 42 errors.').count()).toBe(1);
  expect(await foundCount(page)).toBe(5);
});

test('of a long sentence the part around the entity is shown, and all of it if asked for', async () => {
  const [system] = oneSystem.systems;
  const tokens = Array.from({ length: 300 }, (_, index) => `w${index}`);
  const entity = { type: 'PER', start: 150, end: 151, text: 'w150' };
  const example: ReportError = { kind: 'missed', line: 151, tokens, gold: entity };
  const errorsOfOne = { ...system.errors, examples: [example] };
  const page = await openReport({ ...oneSystem, systems: [{ ...system, errors: errorsOfOne }] });
  const side = page.locator('.side').first();
  expect(await side.locator('.sentence').textContent()).toMatch(/^… w125 .* w175 …$/s);
  await side.getByRole('button', { name: 'Show all 300 tokens' }).click();
  expect(await side.locator('.sentence').textContent()).toMatch(/^w0 .* w299$/s);
});

test('another system shows its own scores, errors and links', async () => {
  const page = await openReport(threeSystems);
  expect(await page.getByRole('link', { name: 'Baseline' }).isVisible()).toBe(true);
  await page.getByLabel('System', { exact: true }).selectOption({ index: 1 });
  expect(await page.locator('#scores').isVisible()).toBe(false);
  expect(await page.locator('#scores-2').isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: 'Scores', exact: true }).getAttribute('href')).toBe(
    '#scores-2',
  );
  expect(await page.getByRole('link', { name: 'Gates' }).getAttribute('href')).toBe('#gates');
  expect(await page.getByRole('link', { name: 'Baseline' }).isVisible()).toBe(false);
  const count = threeSystems.systems[1].errors.examples.length;
  const shown = page.locator('article.system:visible');
  expect(await shown.getByRole('status').textContent()).toBe(`${count} errors`);
  expect(await shown.locator('.example').count()).toBe(count);
});

test('a table of scores is sorted by the header that is chosen', async () => {
  const page = await openReport(oneSystem);
  const table = page.locator('#scores table');
  const names = () => table.locator('tbody th').allTextContents();
  await table.getByRole('button', { name: 'F1' }).click();
  expect(await names()).toEqual(['Micro', 'Macro', 'Weighted', 'PER', 'LOC', 'MISC', 'ORG']);
  await table.getByRole('button', { name: 'F1' }).click();
  expect(await names()).toEqual(['Micro', 'Macro', 'Weighted', 'ORG', 'MISC', 'LOC', 'PER']);
  await table.getByRole('button', { name: 'Type' }).click();
  expect(await names()).toEqual(['Micro', 'Macro', 'Weighted', 'LOC', 'MISC', 'ORG', 'PER']);
  expect(await table.locator('[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
});
