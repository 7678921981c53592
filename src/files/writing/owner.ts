// The process that a temporary file belongs to, and whether it still runs.
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';

export interface Owner {
  /** Of the machine and the container, in hexadecimal digits: only there does `pid` mean anything. */
  readonly host: string;
  readonly pid: number;
  /** In ticks since the machine was started, because numbers of processes recur; 0 if unknown. */
  readonly startedAt: number;
}

const HOST_DIGITS = 8;

/** By default the process that calls. */
export function ownerOf(pid = process.pid): Owner {
  return { host: currentHost(), pid, startedAt: stateOf(pid)?.startedAt ?? 0 };
}

// Two containers have the same kernel, and often the same process numbers; two machines made from
// one image may have the same names.
function currentHost(): string {
  const parts = [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, HOST_DIGITS);
}

/** Whether the process has ended; undefined for one of another machine or container. */
export function isGone({ host, pid, startedAt }: Owner): boolean | undefined {
  if (host !== currentHost()) return undefined;
  if (!exists(pid)) return true;
  const state = stateOf(pid);
  if (state === undefined || startedAt === 0) return false;
  return state.isDead || state.startedAt !== startedAt;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process exists, although it takes no signal.
    return Object(error).code === 'EPERM';
  }
}

interface ProcessState {
  /** Ended, but its parent has not noticed. */
  readonly isDead: boolean;
  readonly startedAt: number;
}

/** Undefined where the system has no such file, or hides it. */
function stateOf(pid: number): ProcessState | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the name in parentheses, which may contain any character.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const startedAt = Number(fields?.[19]);
  if (fields === undefined || !Number.isSafeInteger(startedAt)) return undefined;
  return { isDead: 'ZXx'.includes(fields[0]), startedAt };
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Removes a file if the process ends before the returned function is called. */
export function removeAtExit(path: string): () => void {
  const remove = () => {
    attempt(() => unlinkSync(path));
  };
  process.on('exit', remove);
  return () => {
    process.off('exit', remove);
  };
}
