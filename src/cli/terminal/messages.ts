// Messages on stderr: notes, which --quiet leaves out, warnings, and errors after which the program
// goes on. Errors that end it are printed by main.ts. None can send escape sequences to a terminal.
import { escapeControls, escapeLines } from './escape.js';

export interface Messages {
  /** Prints whole lines, unless --quiet is given. */
  note(lines: string): void;
  /** Prints a warning in a line of its own. */
  warn(message: string): void;
  /** Prints an error in a line of its own. */
  error(message: string): void;
  /** Calls a function before each message, to hide what is on the terminal. */
  hideBefore(hide: () => void): void;
  /** The terminal that may show progress; undefined with --quiet, or if stderr is no terminal. */
  readonly terminal: NodeJS.WriteStream | undefined;
}

export function createMessages(stderr: NodeJS.WriteStream, isQuiet: boolean): Messages {
  let hide = () => {};
  const print = (lines: string) => {
    hide();
    stderr.write(lines);
  };
  return {
    note: (lines) => {
      if (!isQuiet) print(escapeLines(lines));
    },
    warn: (message) => print(`tagger: warning: ${escapeControls(message)}\n`),
    error: (message) => print(`tagger: ${escapeControls(message)}\n`),
    hideBefore: (newHide) => {
      hide = newHide;
    },
    terminal: stderr.isTTY && !isQuiet ? stderr : undefined,
  };
}

const DEFAULT_COLUMNS = 80;

/** Width of a terminal; that of a pipe, which has none, is the usual one. */
export function terminalWidth(terminal: NodeJS.WriteStream | undefined): number {
  return terminal?.columns || DEFAULT_COLUMNS;
}
