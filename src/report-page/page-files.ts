// The script and the style of the HTML report, as the build left them.
import { readFileSync } from 'node:fs';

// Found from this folder and from that of the bundle alike.
export const readPageFile = (name: 'report-page.css' | 'report-page.js'): string =>
  readFileSync(new URL(`../bundle/${name}`, import.meta.url), 'utf8');
