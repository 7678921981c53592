// All commands, and the types of their flags.
import type { Command, CommandFlags } from '../flags/command.js';
import { checkCommand } from './check-command.js';
import { completionCommand, type Shell } from './completion-command.js';
import { convertCommand } from './convert-command.js';
import { evalCommand } from './eval-command.js';
import { inspectCommand } from './inspect-command.js';
import { pretrainCommand } from './pretrain-command.js';
import { tagCommand } from './tag-command.js';
import { trainCommand } from './train-command.js';

export const commands: readonly Command[] = [
  trainCommand,
  evalCommand,
  tagCommand,
  inspectCommand,
  checkCommand,
  convertCommand,
  pretrainCommand,
  completionCommand,
];

export type TrainFlags = Omit<CommandFlags<typeof trainCommand>, 'config' | 'output'> & {
  readonly corpus: string;
  readonly output: string;
  /** With --from, the given flags that must agree with the network of the base model. */
  readonly givenNetwork?: ReadonlyMap<string, unknown>;
  /** With --from, the number of --keep-vectors, if it is given. */
  readonly keptBaseVectors?: number;
};

export type EvalFlags = CommandFlags<typeof evalCommand> & { readonly corpus: string };

export type TagFlags = CommandFlags<typeof tagCommand> & { readonly files: readonly string[] };

export type InspectFlags = CommandFlags<typeof inspectCommand> & {
  readonly models: readonly string[];
};

export type CheckFlags = CommandFlags<typeof checkCommand> & {
  readonly corpora: readonly string[];
};

export type ConvertFlags = CommandFlags<typeof convertCommand> & {
  readonly input: string;
  readonly output: string;
};

export type PretrainFlags = CommandFlags<typeof pretrainCommand> & {
  readonly texts: readonly string[];
};

export type CompletionFlags = CommandFlags<typeof completionCommand> & { readonly shell: Shell };
