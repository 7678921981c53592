// Opens a report in the browser and collects everything that goes wrong on its page.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { EvalReport } from '../../src/evaluation/report/eval-report.js';
import { renderHtmlReport } from '../../src/evaluation/report/html/html-report.js';
import { launchChromium } from './chromium.js';

export const DESKTOP = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

type Open<Content> = (content: Content, options?: BrowserContextOptions) => Promise<Page>;

export type OpenReport = Open<EvalReport>;

/** The same as `usePages`, for reports. */
export function useBrowser(): OpenReport {
  const open = usePages();
  return (report, options) => open(renderHtmlReport(report), options);
}

/**
 * Starts a browser for the tests of a file. After each test, nothing may have gone wrong on its
 * pages, which are given as HTML.
 */
export function usePages(): Open<string> {
  const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  return async (content, options = {}) => {
    const path = join(folder, 'page.html');
    writeFileSync(path, content);
    const { href } = pathToFileURL(path);
    const context = await browser.newContext({ ...DESKTOP, ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== href) problems.push(`request: ${request.url()}`);
    });
    await page.goto(href);
    return page;
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe-core. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`);
}
