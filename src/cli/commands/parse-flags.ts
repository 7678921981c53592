// Parses the command line of each command into its flags, complete with their defaults.
import { checkExclusive } from '../flags/exclusive-flags.js';
import { checkFormatFlags } from '../flags/format-flags.js';
import { parseArguments } from '../flags/parse-arguments.js';
import { renderChoiceSuggestion } from '../flags/suggest.js';
import { UsageError } from '../flags/usage-error.js';
import { checkCommand } from './check-command.js';
import { checkCheckpointFlags, checkGatesFlags, checkMaxErrors } from './check-effects.js';
import type {
  CheckFlags,
  CompletionFlags,
  ConvertFlags,
  EvalFlags,
  InspectFlags,
  PretrainFlags,
  TagFlags,
} from './commands.js';
import { completionCommand, shells } from './completion-command.js';
import { convertCommand } from './convert-command.js';
import { evalCommand } from './eval-command.js';
import { inspectCommand } from './inspect-command.js';
import { loneOperand, missingOperand, onlyOperand, refuseTwice } from './operands.js';
import { pretrainCommand } from './pretrain-command.js';
import { checkRedactFlags } from './tag/check-redact-flags.js';
import { checkListFlags } from './tag/lists-flags.js';
import { tagCommand } from './tag-command.js';
import { checkRequirements, complete } from './train/complete.js';

export function parseEvalFlags(args: readonly string[]): EvalFlags {
  const { operands, values } = parseArguments(evalCommand, args);
  checkExclusive(evalCommand.name, values);
  checkFormatFlags(evalCommand.name, values);
  const corpus = onlyOperand(evalCommand, operands);
  const flags = complete(evalCommand, values);
  checkMaxErrors(values, flags);
  return { ...flags, corpus };
}

/** Undefined if there is no text to read: no file is named, and standard input is a terminal. */
export function parseTagFlags(
  args: readonly string[],
  stdinIsTerminal: boolean,
): TagFlags | undefined {
  const { operands: files, values } = parseArguments(tagCommand, args);
  if (files.length === 0 && stdinIsTerminal) return undefined;
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('-: standard input given twice', tagCommand.name);
  }
  checkExclusive(tagCommand.name, values);
  checkRequirements(tagCommand, values, values);
  checkListFlags(values);
  checkRedactFlags(values);
  return { ...complete(tagCommand, values), files };
}

export function parseInspectFlags(args: readonly string[]): InspectFlags {
  const { operands, values } = parseArguments(inspectCommand, args);
  checkExclusive(inspectCommand.name, values);
  checkGatesFlags(values);
  const flags = { ...complete(inspectCommand, values), models: operands };
  if (!flags.best) loneOperand(inspectCommand, operands);
  else if (operands.length === 0) throw missingOperand(inspectCommand);
  return flags;
}

export function parseCheckFlags(args: readonly string[]): CheckFlags {
  const { operands: corpora, values } = parseArguments(checkCommand, args);
  const refuse = (message: string) => new UsageError(message, checkCommand.name);
  if (corpora.length === 0) throw refuse(`missing ${checkCommand.operand.name}`);
  refuseTwice(checkCommand, corpora);
  if (values.has('fix') && corpora.length > 1) {
    throw refuse(`--fix: expected one CORPUS, found ${corpora.length}`);
  }
  checkFormatFlags(checkCommand.name, values);
  if (values.get('force') === true && !values.has('fix')) throw refuse('--force: requires --fix');
  return { ...complete(checkCommand, values), corpora };
}

export function parseConvertFlags(args: readonly string[]): ConvertFlags {
  const { operands, values } = parseArguments(convertCommand, args);
  const { name, operand } = convertCommand;
  checkFormatFlags(name, values, { format: 'from', offsets: 'input-offsets' });
  const [input, output, third] = operands;
  if (input === undefined) throw missingOperand(convertCommand);
  if (output === undefined) throw new UsageError(`missing ${operand.second.name}`, name);
  if (third !== undefined)
    throw new UsageError(`expected IN and OUT, found a third: ${third}`, name);
  return { ...complete(convertCommand, values), input, output };
}

export function parsePretrainFlags(args: readonly string[]): PretrainFlags {
  const { operands: texts, values } = parseArguments(pretrainCommand, args);
  if (texts.length === 0) throw missingOperand(pretrainCommand);
  refuseTwice(pretrainCommand, texts);
  checkRequirements(pretrainCommand, values, values);
  if (values.has('keep-vectors') && !values.has('vectors')) {
    throw new UsageError('--keep-vectors: requires --vectors', pretrainCommand.name);
  }
  const flags = complete(pretrainCommand, values);
  checkCheckpointFlags(pretrainCommand.name, values, flags);
  return { ...flags, texts };
}

export function parseCompletionFlags(args: readonly string[]): CompletionFlags {
  const { operands, values } = parseArguments(completionCommand, args);
  const found = onlyOperand(completionCommand, operands);
  const shell = shells.find((known) => known === found);
  if (shell) return { ...complete(completionCommand, values), shell };
  const hint = renderChoiceSuggestion(found, shells);
  throw new UsageError(
    `expected one of ${shells.join(', ')}, found ${found}${hint}`,
    completionCommand.name,
  );
}
