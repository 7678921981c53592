// File operations of which one fails: the n-th call, before or after it has taken effect. If the process
// is dead, all later calls fail, too.
import type { FileHandle } from 'node:fs/promises';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { type FileOperations, fileOperations } from '../../src/files/writing/file-operations.js';

export interface Fault {
  /** The number of the call that fails, from 1. */
  readonly call: number;
  readonly code: string;
  readonly when: 'before' | 'after';
  readonly isLast?: boolean;
}

export interface FailingOperations {
  readonly files: FileOperations;
  /** The names of all calls so far. */
  readonly calls: readonly string[];
  /** Closes the files whose opening was reported as failed. */
  closeAll(): Promise<void>;
}

export function failingOperations(fault?: Fault): FailingOperations {
  const calls: string[] = [];
  const opened: FileHandle[] = [];

  async function run(name: string, action: () => Promise<unknown>): Promise<unknown> {
    calls.push(name);
    const isNow = calls.length === fault?.call;
    const isDead = fault?.isLast === true && calls.length > fault.call;
    if (fault && (isDead || (isNow && fault.when === 'before'))) throw systemError(fault.code);
    const result = await action();
    if (name === 'open') opened.push(result as FileHandle);
    if (fault && isNow) throw systemError(fault.code);
    return name === 'open' ? wrap(result as FileHandle) : result;
  }

  const wrap = <Wrapped extends object>(object: Wrapped): Wrapped =>
    new Proxy(object, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          run(String(name), () => Reflect.apply(value, target, args) as Promise<unknown>);
      },
    });

  return {
    files: wrap(fileOperations),
    calls,
    closeAll: async () => {
      for (const file of opened) if (file.fd >= 0) await file.close();
    },
  };
}

/** An error as the system reports it. */
export function systemError(code: string): Error {
  const found = [...getSystemErrorMap()].find(([, [name]]) => name === code);
  if (found) return Object.assign(new Error(code), { code, errno: found[0], syscall: 'test' });
  // Node has no names for some codes.
  const errno = -Object.entries(constants.errno).find(([name]) => name === code)![1];
  const unnamed = `Unknown system error ${errno}`;
  return Object.assign(new Error(unnamed), { code: unnamed, errno, syscall: 'test' });
}
