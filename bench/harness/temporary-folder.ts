// A temporary folder for the files of a measurement.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Yields what `use` yields; the folder is removed at the end, also after an error. */
export async function* inTemporaryFolder<Item>(
  use: (inFolder: (name: string) => string) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    yield* use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
