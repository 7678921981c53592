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

interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** The working folder. */
  readonly cwd?: string;
  /** The superuser, who may read and write anywhere, runs the program as another user. */
  readonly isOrdinaryUser?: boolean;
}

/** @param path of the program, where it is another than that of this folder */
export function runTagger(
  args: readonly string[],
  options: Surroundings = {},
  path = program,
): Outcome {
  return run(process.execPath, [path, ...args], options);
}

/** A line for bash, in which $tagger stands for the program. */
export function runBash(line: string, env: NodeJS.ProcessEnv = {}): Outcome {
  const tagger = `${process.execPath} ${program}`;
  return run('bash', ['--norc', '-c', line], { input: '', env: { ...env, tagger } });
}

/** The same on a terminal, which turns each line feed into CR LF; stdout and stderr come as one. */
export function runOnTerminal(line: string, env: NodeJS.ProcessEnv = {}, path = program): Outcome {
  const tagger = `${process.execPath} ${path}`;
  return run('script', ['-qec', line, '/dev/null'], {
    env: { ...env, tagger, SHELL: '/bin/sh' },
  });
}

/** An outcome with output as it was without confidences, whose digits no test may depend on. */
export function withoutConfidences(outcome: Outcome): Outcome {
  return { ...outcome, stdout: outcome.stdout.replace(/,"confidence":0\.\d{1,4}(?=\})/g, '') };
}

const NOBODY = 65534;

function run(
  command: string,
  args: readonly string[],
  { input, env, cwd, isOrdinaryUser }: Surroundings,
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: environment(env),
    cwd,
    uid: isOrdinaryUser && process.geteuid?.() === 0 ? NOBODY : undefined,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { exitCode: status, stdout, stderr };
}
