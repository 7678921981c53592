// Reading and writing of model files.
import type { WriteOptions } from '../../files/write-file.js';
import type { Arithmetic } from '../../kernels/kernels.js';
import { readSafetensors, writeSafetensors } from '../../safetensors/safetensors-file.js';
import type { Tagger } from '../tagger.js';
import { decodeModel, type LoadedModel, type ModelOptions } from './decode-model.js';
import { encodeModel } from './encode-model.js';
import type { Provenance } from './format.js';

/** Writes the file of a tagger whole or not at all, and returns its length in bytes. */
export async function writeModel(
  path: string,
  tagger: Tagger,
  provenance: Provenance,
  options?: WriteOptions,
): Promise<number> {
  return writeSafetensors(path, encodeModel(tagger, provenance), options);
}

/**
 * Reads a tagger.
 *
 * @throws InputError if the file cannot be read, is not a valid model or needs too much memory
 */
export async function readModel(
  path: string,
  arithmetic: Arithmetic,
  threads?: ModelOptions['threads'],
): Promise<LoadedModel> {
  return decodeModel(path, (place) => readSafetensors(path, place), { arithmetic, threads });
}

/** The same, but a language model is read, too. */
export async function readAnyModel(path: string, arithmetic: Arithmetic): Promise<LoadedModel> {
  const options = { arithmetic, acceptsLanguageModel: true };
  return decodeModel(path, (place) => readSafetensors(path, place), options);
}
