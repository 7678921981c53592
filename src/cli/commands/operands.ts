// The operands of a command line, and the errors of those that are missing or too many.
import type { Command } from '../flags/command.js';
import { UsageError } from '../flags/usage-error.js';

export function onlyOperand(command: Command, operands: readonly string[]): string {
  const operand = loneOperand(command, operands);
  if (operand !== undefined) return operand;
  throw missingOperand(command);
}

export function refuseTwice({ name }: Command, paths: readonly string[]): void {
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined) throw new UsageError(`${twice}: given twice`, name);
}

export const missingOperand = ({ name, operand }: Command) =>
  new UsageError(`missing ${operand.name}`, name);

export function loneOperand(
  { name, operand }: Command,
  [first, second]: readonly string[],
): string | undefined {
  if (second === undefined) return first;
  throw new UsageError(`expected one ${operand.name}, found a second: ${second}`, name);
}
