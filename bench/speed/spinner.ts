// Another process that does nothing but keep a core busy, for as long as something is done beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';

// It ends with its parent, however that ends: its standard input is a pipe that is then closed.
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

/** The core is busy from the first moment of `run` to the last. */
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
