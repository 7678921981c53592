// Finds and starts the browser of the tests.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type * as playwright from 'playwright-core';
import type { Browser } from 'playwright-core';

// The package takes half a second to load. The scripts that take pictures have only Node's require().
const { requireOnce = createRequire(import.meta.url) } = globalThis;
const { chromium }: typeof playwright = requireOnce('playwright-core');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // For each page, the browser would load two pages of its own, which take more time than ours.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
];

/** The environment variable CHROMIUM, or the first browser on the path. */
export function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string {
  const places = ['/usr/bin', ...PATH.split(delimiter)];
  const candidates = CHROMIUM
    ? [CHROMIUM]
    : NAMES.flatMap((name) => places.map((place) => join(place, name)));
  const found = candidates.find((path) => existsSync(path));
  if (found) return found;
  const looked = CHROMIUM ? `no file at ${CHROMIUM} (CHROMIUM)` : `no ${NAMES.join(', ')}`;
  throw new Error(
    `The browser tests need Chromium and found ${looked}: install it with ` +
      '"apt-get install --no-install-recommends chromium fonts-dejavu-core", or set CHROMIUM to its path.',
  );
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(process.env), args: FLAGS });
