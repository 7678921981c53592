// Which model a command runs with: that of the command line, else that of the environment, else the package's own.
import { InputError } from '../../errors.js';
import type { Arithmetic } from '../../kernels/kernels.js';
import { type LoadedModel, readModel } from '../../model/file/model-file.js';
import { findModel, type ModelFile } from '../../model/shipped-model.js';
import type { ThreadOptions } from '../../model/tagging/threads.js';
import { MODEL_VARIABLE } from '../flags/model-flag.js';
import { write } from '../terminal/streams.js';
import { readVersion } from '../version.js';

export interface ChosenModel extends LoadedModel {
  readonly path: string;
  /** Begins an error about the model: its path, and who named it where that was not the command line. */
  readonly where: string;
}

interface EngineOptions {
  readonly arithmetic: Arithmetic;
  readonly threads?: ThreadOptions;
}

/**
 * Reads it, and tells a terminal which it is where the command line does not: it may be another than the one just trained.
 *
 * @param given on the command line: a path or the name of a model that comes with the package
 */
export async function readChosenModel(
  given: string | undefined,
  { arithmetic, threads }: EngineOptions,
  stderr: NodeJS.WriteStream,
): Promise<ChosenModel> {
  // Set to nothing, a variable counts as not set.
  const variable = process.env[MODEL_VARIABLE] || undefined;
  const origin = given === undefined && variable ? `${MODEL_VARIABLE}: ` : '';
  try {
    const file = findModel(given ?? variable);
    const model = await readModel(file.path, arithmetic, threads);
    if (given === undefined && stderr.isTTY) {
      await write(stderr, renderChoice(file, origin !== ''));
    }
    return { ...model, path: file.path, where: origin + file.path };
  } catch (error) {
    if (origin === '' || !(error instanceof InputError)) throw error;
    throw new InputError(origin + error.message);
  }
}

function renderChoice({ path, shippedName }: ModelFile, isFromEnvironment: boolean): string {
  const name =
    shippedName === undefined ? path : `${shippedName}, shipped with teddy-tagger ${readVersion()}`;
  return isFromEnvironment
    ? `model: ${name}, by ${MODEL_VARIABLE} (--model for another)\n`
    : `model: ${name} (--model or ${MODEL_VARIABLE} for another)\n`;
}
