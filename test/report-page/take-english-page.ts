// The page of docs/english.md: the texts of data/texts as the shipped model tags them, and a
// picture of this page.
//
// Run: npm run pictures:english
import { statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './chromium.js';
import { ENGLISH_PAGE, renderEnglishPage } from './english-page.js';

const PICTURE = 'docs/pictures/english.webp';

writeFileSync(ENGLISH_PAGE, renderEnglishPage());
const browser = await launchChromium();
// Chromium renders a line only when it is near the screen, so the screen holds the whole page.
const viewport = { width: 900, height: 8000 };
const page = await browser.newPage({ viewport, colorScheme: 'light' });
await page.goto(pathToFileURL(ENGLISH_PAGE).href);
const height = Number(await page.evaluate('document.body.getBoundingClientRect().bottom'));
const clip = { x: 0, y: 0, width: 900, height };
await page.screenshot({ path: PICTURE, type: 'webp', quality: 80, clip });
await browser.close();
for (const path of [ENGLISH_PAGE, PICTURE]) {
  process.stdout.write(`${path} ${Math.ceil(statSync(path).size / 1024)} KB\n`);
}
