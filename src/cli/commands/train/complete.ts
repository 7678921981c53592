// The values of all flags of a command, from those that are given.
import { allFlags, type Command, type CommandFlags } from '../../flags/command.js';
import { ABOVE_ZERO, camelCase, type FlagTable } from '../../flags/kinds.js';
import { UsageError } from '../../flags/usage-error.js';
import { presetNames, presets } from './presets.js';

type Values = ReadonlyMap<string, unknown>;
type FlaggedCommand = Pick<Command, 'name' | 'groups'>;

/** The values of all flags; those without a value or a default are left out. */
export function complete<Any extends FlaggedCommand>(
  command: Any,
  given: Values,
): CommandFlags<Any> {
  const table = allFlags(command);
  const entries = Object.keys(table)
    .map((name) => [camelCase(name), effectiveValue(table, name, given)] as const)
    .filter(([, value]) => value !== undefined);
  // Each value is a default or has passed the check of its flag, which types cannot follow in a loop.
  return Object.fromEntries(entries) as CommandFlags<Any>;
}

/**
 * Rejects a flag that has no effect because of the value of another flag.
 *
 * @param given all given values, to which defaults are added
 * @param typed values on the command line; they may leave those of the config file without effect
 */
export function checkRequirements(command: FlaggedCommand, given: Values, typed: Values): void {
  const table = allFlags(command);
  for (const name of given.keys()) {
    for (const [other, accepted] of Object.entries(table[name].requires ?? {})) {
      const found = effectiveValue(table, other, given);
      const isOverridden = typed.has(other) && !typed.has(name);
      const isAccepted = accepted === ABOVE_ZERO ? Number(found) > 0 : accepted.includes(found);
      if (isAccepted || isOverridden) continue;
      const isSwitch = table[other].placeholder === undefined;
      const values = accepted === ABOVE_ZERO ? accepted : accepted.join(' or ');
      const required = isSwitch ? `--${other}` : `--${other} ${values}`;
      const without = isSwitch ? `--no-${other}` : found;
      throw new UsageError(
        `--${name}: requires ${required}${without === undefined ? '' : `, found ${without}`}`,
        command.name,
      );
    }
  }
}

/** The given value, or else that of the preset, or else the default. */
function effectiveValue(table: FlagTable, name: string, given: Values): unknown {
  const flag = table[name];
  const preset = presetNames.find((known) => known === given.get('preset')) ?? 'default';
  const value = given.get(name) ?? presets[preset][name];
  return value ?? ('defaultValue' in flag ? flag.defaultValue : undefined);
}
