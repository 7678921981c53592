// What the completion of a command line chooses from, in a form that suits all shells.
import { shippedNames } from '../../model/shipped-model.js';
import { allFlags, type Command } from '../flags/command.js';
import type { FileUse } from '../flags/file-uses.js';
import type { Flag } from '../flags/kinds.js';
import type { Topic } from '../help/topics.js';

/** A word and what it means. */
export interface Described {
  readonly word: string;
  readonly description: string;
}

/** What may stand for a value: words, the names of files, both, or anything else. */
export interface Values {
  readonly words: readonly string[];
  readonly areFiles: boolean;
}

export interface CompletedFlag extends Described {
  /** Stands for the value in a help. */
  readonly placeholder?: string;
  /** Absent for a switch. */
  readonly values?: Values;
  /** The flag that means the opposite, if it is worth naming. */
  readonly opposite?: string;
  readonly isRepeatable: boolean;
}

export interface CompletedCommand extends Described {
  readonly flags: readonly CompletedFlag[];
  readonly operand: {
    readonly name: string;
    readonly values: Values;
    readonly isRepeatable: boolean;
    /** The name of a second operand, which is a file. */
    readonly second?: string;
  };
}

export interface CompletionTable {
  readonly commands: readonly CompletedCommand[];
  /** What stands in place of a command. */
  readonly globalFlags: readonly Described[];
}

/** The names under which the program is installed. */
export const PROGRAMS = ['tagger', 'teddy-tagger'];

const helpFlag: Described = { word: '--help', description: 'Show help' };
const globalFlags: readonly Described[] = [
  helpFlag,
  { word: '--version', description: 'Print the version' },
];

export function completionTable(
  commands: readonly Command[],
  topics: readonly Topic[],
): CompletionTable {
  const subjects = [...commands, ...topics].map(({ name }) => name);
  const help: CompletedCommand = {
    word: 'help',
    description: 'Show the help of a command or topic',
    flags: [],
    operand: {
      name: 'COMMAND',
      values: { words: subjects, areFiles: false },
      isRepeatable: false,
    },
  };
  return { commands: [...commands.map(completedCommand), help], globalFlags };
}

function completedCommand(command: Command): CompletedCommand {
  const { name, summary, operand, mainFlags } = command;
  const flags = Object.entries(allFlags(command)).flatMap(completedFlags);
  const moreHelp = { word: '--help-all', description: 'Show all flags' };
  const helpFlags = mainFlags ? [helpFlag, moreHelp] : [helpFlag];
  return {
    word: name,
    description: sentence(summary),
    flags: [...flags, ...helpFlags.map((flag) => ({ ...flag, isRepeatable: false }))],
    operand: {
      name: operand.name,
      values: valuesOf(operand),
      isRepeatable: operand.count === 'any' || operand.count === 'at least one',
      second: operand.second?.name,
    },
  };
}

/** A switch that may be on already is offered with its opposite, as in the help. */
function completedFlags([name, flag]: [string, Flag<unknown>]): CompletedFlag[] {
  const { placeholder, isRepeatable = false } = flag;
  const description = sentence(flag.description);
  const own = { word: `--${name}`, description, isRepeatable };
  const opposite = `--no-${name}`;
  const no = {
    word: opposite,
    description: `Turn off ${own.word}`,
    isRepeatable,
    opposite: own.word,
  };
  if (placeholder !== undefined) {
    const valued = { ...own, placeholder, values: valuesOf(flag) };
    return flag.canBeOff ? [{ ...valued, opposite }, no] : [valued];
  }
  if ('defaultValue' in flag && flag.defaultValue === false) return [own];
  return [{ ...own, opposite }, no];
}

function valuesOf({
  choices = [],
  use,
}: {
  readonly choices?: readonly string[];
  readonly use?: FileUse;
}): Values {
  const isInputModel = use?.holds === 'model' && use.access === 'read';
  return { words: isInputModel ? shippedNames : choices, areFiles: use !== undefined };
}

const sentence = (text: string) => text.replace(/\.$/, '');
