// The scripts and the styles of HTML pages, as the build left them.
import { readFileSync } from 'node:fs';

type ScriptedPage = 'report-page' | 'tagged-page';
type StyledPage = ScriptedPage | 'gates-page' | 'training-page';
type PageFile = `${ScriptedPage}.js` | `${StyledPage}.css`;

// Found from this folder and from that of the bundle alike.
export const readPageFile = (name: PageFile): string =>
  readFileSync(new URL(`../bundle/${name}`, import.meta.url), 'utf8');
