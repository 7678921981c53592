// What the engine is told of memory before it reads; only a program may tell it, not a library.
import { setFlagsFromString } from 'node:v8';

/**
 * Has old garbage collected when the heap has grown by a fifth, not when it has doubled. Text and vectors leave much of it
 * and little else, so that a collection is short.
 */
export function spareMemory(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

const SPARING = '--max-semi-space-size=8';

/**
 * Starts the program anew with less room for objects that die young, of which V8 keeps up to 134 MB from Node 22 on and is
 * no faster for it; only at the start can it be told so. Returns where it has been told, or cannot be. Nothing may have been
 * read from the standard input.
 */
export function startSparing(): void {
  const { argv, env, execArgv, execPath, platform } = process;
  if (platform === 'win32' || execArgv.includes(SPARING)) return;
  const { execve } = process as { execve?(file: string, args: string[], env: object): void };
  execve?.(execPath, [execPath, SPARING, ...execArgv, ...argv.slice(1)], env);
}
