// The scripts and the styles of HTML pages, as the build left them.
import { readFileSync } from 'node:fs';

type PageName = 'report-page' | 'tagged-page';

// Found from this folder and from that of the bundle alike.
export const readPageFile = (name: `${PageName}.${'css' | 'js'}`): string =>
  readFileSync(new URL(`../bundle/${name}`, import.meta.url), 'utf8');
