// How fast everything is: prints Markdown tables, part by part.
//
// Run: npm run bench -- [--only PART] [--quick]
//
// TEDDY_CORPORA names the folder of the public corpora, TEDDY_VECTORS a file of word vectors, TEDDY_PEERS the folder of the
// scripts that run other taggers, and TEDDY_PEERS_PYTHON the Python they need, if it is not bin/python in that folder.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { env, execPath, version } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const parts = {
  kernels: './speed/kernels/kernels.js',
  'cold-start': './speed/cold-start.js',
  training: './speed/training.js',
  tagging: './speed/tagging.js',
  stages: './speed/stages/stages.js',
  growth: './speed/growth/growth.js',
  peers: './speed/peers/peers.js',
  'busy-core': './speed/busy-core.js',
  memory: './speed/memory.js',
  vectors: './speed/vectors.js',
  tokenizer: './speed/tokenizer/tokenizer.js',
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const chosen = Object.entries(parts).filter(([name]) => [undefined, name].includes(values.only));
if (chosen.length === 0) {
  const names = Object.keys(parts).join(', ');
  console.error(`speed: --only: expected one of ${names}, found ${values.only}`);
  process.exit(2);
}

const [{ model }] = cpus();
const load = loadavg()[0].toFixed(1);
const missing = ['TEDDY_CORPORA', 'TEDDY_VECTORS', 'TEDDY_PEERS'].filter((name) => !env[name]);
console.log(`${cpus().length} × ${model}, Node ${version}, load ${load} before the first part\n`);
if (missing.length > 0) console.log(`Not set, and so left out: ${missing.join(', ')}.\n`);
for (const [name, file] of chosen) {
  console.log(`#### ${name}\n`);
  const args = [
    fileURLToPath(new URL(file, import.meta.url)),
    ...(values.quick ? ['--quick'] : []),
  ];
  const { status } = spawnSync(execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
