// The model that a command runs: named on the command line, or in the environment, or else the
// shipped one.
import { InputError } from '../../errors.js';
import type { Arithmetic } from '../../kernels/kernels.js';
import type { LoadedModel } from '../../model/file/decode-model.js';
import { readAnyModel, readModel } from '../../model/file/model-file.js';
import { findModel, type ModelFile } from '../../model/shipped-model.js';
import type { ThreadOptions } from '../../model/tagging/threads.js';
import { MODEL_VARIABLE } from '../commands/model-flag.js';
import type { Messages } from '../terminal/messages.js';
import { readVersion } from '../version.js';

export interface ChosenModel extends LoadedModel {
  readonly path: string;
  /** Prefix of an error about the model: its path, and the environment variable if that named it. */
  readonly errorPrefix: string;
}

interface EngineOptions {
  readonly arithmetic: Arithmetic;
  readonly threads?: ThreadOptions;
  /** Whether a language model is read, too, which does not tag. */
  readonly acceptsLanguageModel?: boolean;
}

/**
 * Reads the model. If the command line does not name one, prints on a terminal which model it is,
 * as it may not be the one just trained.
 *
 * @param given the model on the command line: a path, or the name of a shipped model
 */
export async function readChosenModel(
  given: string | undefined,
  { arithmetic, threads, acceptsLanguageModel }: EngineOptions,
  messages: Messages,
  announce: 'always' | 'on a terminal' = 'on a terminal',
): Promise<ChosenModel> {
  // An empty variable counts as not set.
  const variable = process.env[MODEL_VARIABLE] || undefined;
  const origin = given === undefined && variable ? `${MODEL_VARIABLE}: ` : '';
  try {
    const file = findModel(given ?? variable);
    const model = acceptsLanguageModel
      ? await readAnyModel(file.path, arithmetic)
      : await readModel(file.path, arithmetic, threads);
    if (given === undefined && (announce === 'always' || messages.terminal)) {
      messages.note(renderChoice(file, origin !== ''));
    }
    return { ...model, path: file.path, errorPrefix: origin + file.path };
  } catch (error) {
    if (origin === '' || !(error instanceof InputError)) throw error;
    throw new InputError(origin + error.message);
  }
}

function renderChoice({ path, shippedName }: ModelFile, isFromEnvironment: boolean): string {
  const name = shippedName === undefined ? path : `${shippedName} of teddy-tagger ${readVersion()}`;
  return isFromEnvironment
    ? `model: ${name}, set by ${MODEL_VARIABLE} (choose another with --model)\n`
    : `model: ${name} (choose another with --model or ${MODEL_VARIABLE})\n`;
}
