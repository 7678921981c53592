// Writes a result that took long to compute; if its place cannot be written, then elsewhere.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { InputError } from '../../errors.js';
import type { WriteOptions } from '../../files/write-file.js';

interface Result<Written> {
  /** For errors, such as "the model". */
  readonly what: string;
  readonly path: string;
  /** Whether a file at the path may be replaced. */
  readonly force: boolean;
  write(path: string, options: Pick<WriteOptions, 'keepsExisting'>): Promise<Written>;
}

/** @throws InputError if the path cannot be written, with the path where the result is instead */
export async function saveOrElsewhere<Written>(result: Result<Written>): Promise<Written> {
  const { path, force, write } = result;
  try {
    return await write(path, { keepsExisting: !force });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}; ${await saveElsewhere(result)}`);
  }
}

const RANDOM_BYTES = 4;

/** Tries the folder of the path, then the one for temporary files. Returns where the result is. */
async function saveElsewhere({ what, path, write }: Result<unknown>): Promise<string> {
  const { name, ext } = parse(path);
  const otherName = `${name}.${randomBytes(RANDOM_BYTES).toString('hex')}${ext}`;
  for (const folder of [dirname(path), tmpdir()]) {
    const other = join(folder, otherName);
    try {
      await write(other, { keepsExisting: true });
      return `${what} was written to ${other}`;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return `${what} could not be written to ${tmpdir()} either`;
}
