// Runs the program as a user does.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export const program = resolve('bin/tagger.js');

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the test's own surroundings say of colours, or of debugging, is kept away from the program. */
export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TERM: 'xterm-256color', ...more };
}

export function runTagger(
  args: readonly string[],
  options: { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv } = {},
): Outcome {
  return run(process.execPath, [program, ...args], options);
}

/** A line for bash, in which $tagger stands for the program. */
export function runBash(line: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const tagger = `${process.execPath} ${program}`;
  return run('bash', ['--norc', '-c', line], { input: '', env: { ...env, tagger } });
}

/** The same on a terminal, which turns each line feed into CR LF; stdout and stderr come as one. */
export function runOnTerminal(line: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const tagger = `${process.execPath} ${program}`;
  return run('script', ['-qec', line, '/dev/null'], {
    env: { ...env, tagger, SHELL: '/bin/sh' },
  });
}

function run(
  command: string,
  args: readonly string[],
  { input, env }: { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv },
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { exitCode: status, stdout, stderr };
}
