// Writes the trained model; if its place is not to be had, then elsewhere, so that it is not lost.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../../errors.js';
import { type Provenance, writeModel } from '../../../model/file/model-file.js';
import type { Tagger } from '../../../model/tagger.js';
import type { TrainFlags } from '../../commands/commands.js';

/**
 * Returns the length of the file in bytes.
 *
 * @throws InputError if the output cannot be written, with the path where the model is instead
 */
export async function saveModel(
  { output, force }: Pick<TrainFlags, 'output' | 'force'>,
  tagger: Tagger,
  provenance: Provenance,
): Promise<number> {
  try {
    return await writeModel(output, tagger, provenance, { keepsExisting: !force });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const place = await saveElsewhere(output, (path) =>
      writeModel(path, tagger, provenance, { keepsExisting: true }),
    );
    throw new InputError(`${error.message}; ${place}`);
  }
}

const EXTENSION = '.safetensors';
const RANDOM_BYTES = 4;

/** Tries the folder of the output, then that for temporary files; says where the model is. */
async function saveElsewhere(
  output: string,
  write: (path: string) => Promise<unknown>,
): Promise<string> {
  const stem = basename(output, EXTENSION);
  const name = `${stem}.${randomBytes(RANDOM_BYTES).toString('hex')}${EXTENSION}`;
  for (const path of [join(dirname(output), name), join(tmpdir(), name)]) {
    try {
      await write(path);
      return `the model was written to ${path}`;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return `the model could not be written to ${tmpdir()} either`;
}
