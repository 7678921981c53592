// Which version of the package this is.
import { readFileSync } from 'node:fs';

export function readVersion(): string {
  // From this folder as from that of the bundle.
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text).version;
}
