// The shape of a command: its operand, its flags, and what its help prints.
import type { FileUse } from './file-uses.js';
import type { FlagTable, FlagValues } from './kinds.js';

export interface Command {
  readonly name: string;
  /** The arguments beside the flags. */
  readonly operand: {
    readonly name: string;
    readonly count: 'one' | 'at least one' | 'any';
    /** Its name among the values of the flags. */
    readonly key: string;
    /** How the command uses the files that the arguments name, if they name files. */
    readonly use?: FileUse;
    /** The accepted arguments, if they are few. */
    readonly choices?: readonly string[];
    /** A second argument after it, if the command takes exactly two. */
    readonly second?: { readonly name: string; readonly key: string; readonly use: FileUse };
  };
  readonly summary: string;
  /** What --help prints below the summary. */
  readonly details: string;
  /** Paragraphs that only --help-all prints, if --help does not show all flags. */
  readonly moreDetails?: string;
  /** Flags by the title of their group in --help. */
  readonly groups: Readonly<Record<string, FlagTable>>;
  /** The flags that --help shows if there are too many for one screen; --help-all shows all. */
  readonly mainFlags?: readonly string[];
  /**
   * If --help lists the flags in their groups, but briefly: those that only --help-all lists. It also
   * has all defaults and choices.
   */
  readonly rareFlags?: readonly string[];
  /** Lines for a shell. */
  readonly examples: readonly string[];
  /** The meaning of each exit code. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

/** All flags of a command in one table. */
export function allFlags({ groups }: Pick<Command, 'groups'>): FlagTable {
  return Object.fromEntries(Object.values(groups).flatMap((table) => Object.entries(table)));
}

/** The intersection of the members of a union. */
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The values of all flags of a command. */
export type CommandFlags<Any extends Pick<Command, 'groups'>> = FlagValues<
  Intersection<Any['groups'][keyof Any['groups']]>
>;
