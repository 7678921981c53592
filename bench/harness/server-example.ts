// The server of docs/library.md, as a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServerExample {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it, if it still runs, and removes its folder. */
  stop(): Promise<void>;
}

export function serverCode(): string {
  const page = readFileSync('docs/library.md', 'utf8');
  const [server, ...others] = [...page.matchAll(/^```mjs\n(.*?)^```$/gms)];
  if (!server || others.length > 0) throw new Error('docs/library.md: expected one server');
  return server[1];
}

/** Starts it on a free port, in a folder that has the package installed. */
export async function startServer(): Promise<ServerExample> {
  const folder = mkdtempSync(join(tmpdir(), 'server-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(process.cwd(), join(folder, 'node_modules/teddy-tagger'));
  writeFileSync(join(folder, 'server.mjs'), serverCode());
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    url: `http://localhost:${line.replace('port ', '')}`,
    process: child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true });
    },
  };
}
