// The flag and the operand that name the model to run.
import { inputModel } from '../flags/file-uses.js';
import { type Flag, path } from '../flags/kinds.js';

/** The environment variable that names the default model of all commands. */
export const MODEL_VARIABLE = 'TAGGER_MODEL';

const DEFAULT_TEXT = `${MODEL_VARIABLE} in the environment, else en`;

export const modelFlag: Flag<string> = {
  ...path(inputModel, 'Model to use: a path, or the shipped model en.', 'MODEL'),
  defaultText: DEFAULT_TEXT,
};

/** Describes a model given as an operand, for --help. */
export const MODEL_OPERAND_DETAILS = `MODEL is a path, or the shipped model en. [default: ${DEFAULT_TEXT}]`;
