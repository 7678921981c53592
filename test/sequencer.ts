// The order of the test files. Those that take longest come first, so that no core waits for the last one.
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type sequencer from '@jest/test-sequencer';

// Its types are those of the CommonJS module.
const require = createRequire(import.meta.url);
const { default: TestSequencer }: typeof sequencer = require('@jest/test-sequencer');
type Tests = Parameters<InstanceType<typeof TestSequencer>['sort']>[0];

// Names of files and folders in the folder of the tests.
const LONGEST = [
  'docs',
  'report-page/page',
  'playground',
  'report-page',
  'e2e',
  'browser',
  'bench',
];

export default class extends TestSequencer {
  /** Jest knows how long a file took the last time. In a new clone, it goes by the size of files. */
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

const folder = fileURLToPath(new URL('.', import.meta.url));

function rankOf({ path }: Tests[number]): number {
  const name = relative(folder, path);
  const rank = LONGEST.findIndex((start) => name.startsWith(start));
  return rank < 0 ? LONGEST.length : rank;
}
