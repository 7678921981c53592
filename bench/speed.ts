// How fast everything is: measures part by part and prints Markdown tables.
//
// Run: npm run bench -- [--only PART] [--write PAGE] [--minutes N] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora, TEDDY_VECTORS a file or a package of word vectors,
// TEDDY_PEERS the folder of the scripts that run other taggers, and TEDDY_PEERS_PYTHON their
// Python if it is not bin/python in that folder. --write replaces the sections of a page
// (docs/benchmarks/speed.md), and soak.svg and timeline.svg beside it. --minutes is how long the
// part soak lasts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from './harness/machine.js';
import { chooseParts, FlagError, openTarget, runProgram, sharedFlags } from './harness/program.js';
import { figureLegend } from './speed/figures.js';
import { type SpeedPart, type SpeedPartName, speedPartNames, speedParts } from './speed/parts.js';

const parts = new URL('./speed/parts.js', import.meta.url);

await runProgram('speed', async () => {
  const options = { ...sharedFlags, minutes: { type: 'string', default: '30' } } as const;
  const { values } = parseArgs({ options });
  const { only, write, quick, minutes } = values;
  if (!(Number(minutes) > 0)) {
    throw new FlagError(`--minutes: expected a number above 0, found ${minutes}`);
  }
  const pictures = write ? ['--pictures', dirname(write)] : [];
  const flagsOf: Partial<Record<SpeedPartName, readonly string[]>> = {
    soak: ['--minutes', minutes, ...pictures],
    timeline: pictures,
  };
  const chosen = chooseParts(speedPartNames, only);
  const target = openTarget(speedParts, { chosen, write, scale: quick ? 'quick' : 'full' });
  console.log(`${describeMachine()}\n\n${figureLegend}\n`);
  const inputs = ['TEDDY_CORPORA', 'TEDDY_VECTORS', 'TEDDY_PEERS'];
  const missing = inputs.filter((name) => !env[name]);
  if (missing.length > 0) console.log(`Left out, because not set: ${missing.join(', ')}.\n`);
  for (const name of target.names) {
    console.log(`#### ${name}\n`);
    await target.write(
      name,
      await runPart(name, [...(quick ? ['--quick'] : []), ...(flagsOf[name] ?? [])]),
    );
  }
});

/** Runs a part as a program of its own; its output is printed and returned. */
async function runPart(name: SpeedPartName, flags: readonly string[]): Promise<string> {
  const part: SpeedPart = speedParts[name];
  const script = fileURLToPath(new URL(part.script, parts));
  const preload = part.preload ? ['--import', new URL(part.preload, parts).href] : [];
  const child = spawn(execPath, [...preload, script, ...flags], {
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
