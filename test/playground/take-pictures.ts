// Pictures of the playground's tabs for the documentation.
//
// Run: npm run build:playground && node dist/test/playground/take-pictures.js
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../report-page/chromium.js';
import { servePlayground } from './serve-playground.js';
import { openTab, panelOf } from './shown-panel.js';

const PAGE = 'dist/playground/page';
const FOLDER = 'docs/playground';
const DESKTOP = { viewport: { width: 1000, height: 720 } };
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;

const data = readdirSync(PAGE).filter((name) => /\.(json|conll|safetensors)$/.test(name));
const server = await servePlayground(
  new Map(data.map((name) => [name, readFileSync(join(PAGE, name))])),
);
mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium();

const desktop = await browser.newPage(DESKTOP);
await desktop.goto(server.address);
await panelOf(desktop).locator('mark').first().waitFor();
await takePicture(desktop, 'tag');
for (const [name, tab] of Object.entries({
  gates: 'Gates',
  directions: 'Two directions',
  gradients: 'Gradients',
  equations: 'Equations',
})) {
  await openTab(desktop, tab);
  await takePicture(desktop, name);
}
await openTab(desktop, 'Gates');
await takePicture(desktop, 'forget-gate', '.unit-chart');
await openTab(desktop, 'Train');
await panelOf(desktop).getByRole('button', { name: 'Train both' }).click();
await panelOf(desktop).getByRole('button', { name: 'Use A' }).waitFor();
await panelOf(desktop).getByRole('button', { name: 'Use B' }).waitFor();
await takePicture(desktop, 'train');

const phone = await browser.newPage(PHONE);
await phone.goto(`${server.address}#gates`);
await panelOf(phone).locator('.gate-table').waitFor();
await takePicture(phone, 'gates-phone-dark');

await browser.close();
await server.close();

/** By default the panel, from its top. */
async function takePicture(page: Page, name: string, selector = 'main'): Promise<void> {
  const path = join(FOLDER, `${name}.webp`);
  // Less than half of the bytes of a PNG.
  await page.locator(selector).screenshot({ path, type: 'webp', quality: 80 });
  process.stdout.write(`${path} ${Math.ceil(statSync(path).size / 1024)} KB\n`);
}
