// A folder for what the commands read and write.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Yields what `use` yields; the folder is gone when it ends, however it ends. */
export async function* inTemporaryFolder<Item>(
  use: (inFolder: (name: string) => string) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const folder = mkdtempSync(join(tmpdir(), 'speed-'));
  try {
    yield* use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
