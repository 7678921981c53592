// The teacher of `tagger train --unlabeled`.
import { basename } from 'node:path';
import { InputError } from '../../../errors.js';
import { hashFile } from '../../../files/hash-file.js';
import { readModel } from '../../../model/file/model-file.js';
import { findModel } from '../../../model/shipped-model.js';
import type { Tagger } from '../../../model/tagger.js';
import type { TrainFlags } from '../../commands/commands.js';
import { threadOptions } from '../../process/thread-options.js';

export interface Teacher {
  readonly tagger: Tagger;
  /** What the provenance records. */
  readonly origin:
    | { readonly name: string; readonly sha256: string }
    | { readonly seed: number; readonly epoch: number; readonly devF1: number };
  /** SHA-256 of the model file that is given. */
  readonly sha256?: string;
}

/** The exit code of a signal that has ended the training of the teacher, or the teacher. */
export type TeacherOrSignal =
  | { readonly teacher: Teacher }
  | { readonly teacher?: undefined; readonly signalCode: number };

/**
 * The model that is given as a teacher.
 *
 * @param types those of the corpus
 * @throws InputError if the model lacks one of them
 */
export async function readTeacher(
  given: string,
  { arithmetic, threads, corpus }: TrainFlags,
  types: readonly string[],
): Promise<Teacher> {
  const { path } = findModel(given);
  const { tagger } = await readModel(path, arithmetic, threadOptions(threads));
  const missing = types.filter((type) => !tagger.content.types.includes(type));
  if (missing.length > 0) {
    throw new InputError(
      `${path}: expected a teacher that knows the types of ${corpus}, found one without ${missing.join(', ')}`,
    );
  }
  const sha256 = await hashFile(path);
  return { tagger, origin: { name: basename(path), sha256 }, sha256 };
}
