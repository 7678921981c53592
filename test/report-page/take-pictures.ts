// Pictures of the HTML pages for the documentation: light and dark, on a desktop and on a phone.
//
// Run: npm run pictures
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { renderHtmlReport } from '../../src/evaluation/report/html/html-report.js';
import { news, renderTaggedPage } from '../cli/formats/html/tagged-page.js';
import { oneSystem } from '../evaluation/report/html/news-report.js';
import { launchChromium } from './chromium.js';
import { drawDocumentContext } from './document-picture.js';
import { trainingPage, writeGates } from './real-pages.js';

const FOLDER = 'docs/pictures';

const SCREENS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5 },
} as const;

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
mkdirSync(FOLDER, { recursive: true });
writeGates(join(FOLDER, 'gates.svg'));
writeFileSync(join(FOLDER, 'document-context.svg'), drawDocumentContext());

// Each page, and what is at the top of each picture of it.
const PAGES = [
  {
    content: renderHtmlReport(oneSystem),
    places: {
      report: 'header',
      scores: '#scores',
      calibration: '#calibration',
      confusion: '#confusion',
      errors: '.examples-title',
    },
  },
  { content: renderTaggedPage(news), places: { tagged: 'header' } },
  { content: trainingPage(folder), places: { curves: '#curves' } },
];

const browser = await launchChromium();
for (const [index, { content, places }] of PAGES.entries()) {
  const path = join(folder, `${index}.html`);
  writeFileSync(path, content);
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ ...size, colorScheme });
      await page.goto(pathToFileURL(path).href);
      for (const [name, place] of Object.entries(places)) {
        await takePicture(page, place, join(FOLDER, `${name}-${screen}-${colorScheme}.png`));
      }
      await page.close();
    }
  }
}
await browser.close();
rmSync(folder, { recursive: true });

async function takePicture(page: Page, place: string, file: string): Promise<void> {
  await page.evaluate(`document.querySelector('${place}').scrollIntoView()`);
  await page.screenshot({ path: file });
  process.stdout.write(`${file} ${Math.ceil(statSync(file).size / 1024)} KB\n`);
}
