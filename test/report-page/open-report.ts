// Opens a report in the browser and collects everything that goes wrong on its page.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page, ViewportSize } from 'playwright-core';
import type { EvalReport } from '../../src/evaluation/report/eval-report.js';
import { renderHtmlReport } from '../../src/evaluation/report/html/html-report.js';
import { launchChromium } from './chromium.js';

export const DESKTOP = { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const;
export const PHONE = {
  viewport: { width: 360, height: 740 },
  colorScheme: 'light',
  hasTouch: true,
  isMobile: true,
} as const;

type Screen = Pick<BrowserContextOptions, 'hasTouch' | 'isMobile' | 'javaScriptEnabled'> & {
  readonly viewport?: ViewportSize;
  readonly colorScheme?: 'light' | 'dark';
};

type Open<Content> = (content: Content, screen?: Screen) => Promise<Page>;

export type OpenReport = Open<EvalReport>;

/** The same as `usePages`, for reports. */
export function useBrowser(): OpenReport {
  const open = usePages();
  return (report, screen) => open(renderHtmlReport(report), screen);
}

/**
 * Starts a browser for the tests of a file. Tests load their pages, which are given as HTML, in the
 * same one if its screen can be changed to theirs, because a process for each would take most of the
 * time. After each test, nothing may have gone wrong.
 */
export function usePages(): Open<string> {
  const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  const path = join(folder, 'report.html');
  const { href } = pathToFileURL(path);
  const pages = new Map<string, Page>();
  const problems: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== href) problems.push(`request: ${request.url()}`);
    });
    return page;
  }

  return async (content, screen = {}) => {
    writeFileSync(path, content);
    const { viewport, colorScheme, hasTouch, isMobile, javaScriptEnabled } = {
      ...DESKTOP,
      ...screen,
    };
    const lasting = { hasTouch, isMobile, javaScriptEnabled };
    const key = JSON.stringify(lasting);
    const page = pages.get(key) ?? (await newPage({ ...lasting, viewport }));
    pages.set(key, page);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ media: null, colorScheme });
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
