// A process that keeps a core busy while something is measured.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';

// It ends with its parent in any case, because its standard input is then closed.
const spin = `
  process.stdin.on('close', () => process.exit()).resume();
  const turn = () => {
    const end = performance.now() + 10;
    while (performance.now() < end);
    setImmediate(turn);
  };
  process.stdout.write('spinning');
  turn();
`;

/** Runs a function while the core is busy, from beginning to end. */
export async function besideSpinner<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  const child = spawn(execPath, ['--eval', spin], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    return await run();
  } finally {
    const gone = once(child, 'exit');
    child.stdin.end();
    await gone;
  }
}
