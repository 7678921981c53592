// The version of the package.
import { readFileSync } from 'node:fs';

export function readVersion(): string {
  // The folder of the bundle is as deep as this one.
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text).version;
}
