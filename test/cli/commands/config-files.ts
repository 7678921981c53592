// Config files for the tests of flags, in a folder that is removed after them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export const configFolder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(configFolder, { recursive: true }));

export function configFile(content: string): string {
  const path = join(configFolder, 'config.json');
  writeFileSync(path, content);
  return path;
}
