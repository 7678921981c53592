// How a command is told which model to run with; chosen-model.ts goes by it.
import { type Option, path } from './kinds.js';

/** Names a model for all commands, in the environment. */
export const MODEL_VARIABLE = 'TAGGER_MODEL';

const defaultText = `${MODEL_VARIABLE} in the environment, else en`;

export const modelOption: Option<string> = {
  ...path('The model: its path, or the name of one that comes with tagger: en.', 'MODEL'),
  defaultText,
};

/** What --help says of a model that stands beside the flags. */
export const modelOperandDetails = `MODEL is a path, or the name of a model that comes with tagger: en. [default: ${defaultText}]`;
