// The flags, the choice of parts and the errors that the benchmark programs share.
import { env } from 'node:process';
import { InputError } from '../../src/errors.js';
import { describeMachine } from './machine.js';
import { openPage, type Page } from './page.js';
import type { RunScale } from './scale.js';

/** Flags of every benchmark program, for parseArgs. */
export const sharedFlags = {
  only: { type: 'string' },
  write: { type: 'string' },
  quick: { type: 'boolean', default: false },
} as const;

/** Environment variables that name what is measured on. */
export type InputVariable = 'TEDDY_CORPORA' | 'TEDDY_VECTORS' | 'TEDDY_RAWTEXT' | 'TEDDY_PEERS';

/** A part of a program: what it prints is a section of the program's page. */
export interface Part {
  /** Inputs that the figures of the section need; the quick scale does without. */
  readonly inputs: readonly InputVariable[];
}

export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/**
 * Runs a program; its errors are printed, and set the exit code: 2 for wrong usage, 1 for wrong
 * input.
 */
export async function runProgram(program: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const isUsage = error instanceof FlagError || isOfParseArgs(error);
    if (!isUsage && !(error instanceof InputError)) throw error;
    console.error(`${program}: ${error.message}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

function isOfParseArgs(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  );
}

/** The part that --only names, or all of them. */
export function chooseParts<Name extends string>(
  names: readonly Name[],
  only: string | undefined,
): readonly Name[] {
  const chosen = names.filter((name) => only === undefined || name === only);
  if (chosen.length > 0) return chosen;
  throw new FlagError(`--only: expected one of ${names.join(', ')}, found ${only}`);
}

/** The parts to run, and the page that their output goes to. */
export interface Target<Name extends string> {
  /** The chosen parts, without those that lack an input when there is a page to write. */
  readonly names: readonly Name[];
  /** The page of --write, if given. */
  readonly page?: Page;
  /** Writes the output of a part to its section, if there is a page and any output. */
  write(name: Name, content: string): Promise<void>;
}

export interface TargetOptions<Name extends string> {
  readonly chosen: readonly Name[];
  /** Path of the page, which needs a section for every part, chosen or not. */
  readonly write: string | undefined;
  readonly scale: RunScale;
}

export function openTarget<Name extends string>(
  parts: Readonly<Record<Name, Part>>,
  { chosen, write, scale }: TargetOptions<Name>,
): Target<Name> {
  if (write === undefined) return { names: chosen, write: async () => {} };
  const page = openPage(write, Object.keys(parts));
  const keep = (name: Name, reason: string) =>
    console.error(`${name}: ${reason}, so ${write} keeps its section`);
  const names = chosen.filter((name) => {
    const missing = parts[name].inputs.filter((input) => !env[input]);
    if (scale === 'quick' || missing.length === 0) return true;
    keep(name, `${missing.join(' and ')} not set`);
    return false;
  });
  const machine = describeMachine();
  const warning = scale === 'quick' ? 'A quick run, whose figures mean nothing. ' : '';
  return {
    names,
    page,
    write: async (name, content) => {
      if (content.trim() === '') return keep(name, 'nothing was measured');
      await page.writeSection(name, `${warning}${machine}\n\n${content}`);
      console.error(`wrote ${name} to ${write}`);
    },
  };
}
