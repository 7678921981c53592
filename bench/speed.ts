// How fast everything is: measures part by part and prints Markdown tables.
//
// Run: npm run bench -- [--only PART] [--write PAGE] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora, TEDDY_VECTORS a file of word vectors,
// TEDDY_PEERS the folder of the scripts that run other taggers, and TEDDY_PEERS_PYTHON their
// Python if it is not bin/python in that folder. --write replaces the sections of a page
// (docs/benchmarks/speed.md).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from './harness/machine.js';
import { chooseParts, openTarget, runProgram, sharedFlags } from './harness/program.js';
import { figureLegend } from './speed/figures.js';
import { type SpeedPartName, speedPartNames, speedParts } from './speed/parts.js';

const parts = new URL('./speed/parts.js', import.meta.url);

await runProgram('speed', async () => {
  const { values } = parseArgs({ options: sharedFlags });
  const { only, write, quick } = values;
  const chosen = chooseParts(speedPartNames, only);
  const target = openTarget(speedParts, { chosen, write, scale: quick ? 'quick' : 'full' });
  console.log(`${describeMachine()}\n\n${figureLegend}\n`);
  const inputs = ['TEDDY_CORPORA', 'TEDDY_VECTORS', 'TEDDY_PEERS'];
  const missing = inputs.filter((name) => !env[name]);
  if (missing.length > 0) console.log(`Left out, because not set: ${missing.join(', ')}.\n`);
  for (const name of target.names) {
    console.log(`#### ${name}\n`);
    await target.write(name, await runPart(name, quick));
  }
});

/** Runs a part as a program of its own; its output is printed and returned. */
async function runPart(name: SpeedPartName, quick: boolean): Promise<string> {
  const script = fileURLToPath(new URL(speedParts[name].script, parts));
  const child = spawn(execPath, [script, ...(quick ? ['--quick'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    process.stdout.write(chunk);
    output += chunk;
  }
  const [code] = await closed;
  // The part has printed its error.
  if (code !== 0) process.exit(code ?? 1);
  return output;
}
