// Kills trainings at random moments, goes on from their checkpoints, and prints as a Markdown table
// whether the models have the same bytes as those of trainings that were never interrupted.
//
// Run: npm run test:kill -- [--count N] [--seed N] [--only TRAINING]
//
// --count is the number of trainings for each row of SIGKILL; SIGTERM gets a fifth of it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { execPath } from 'node:process';
import { parseArgs } from 'node:util';
import { createRandom, type Random } from '../src/tensors/random.js';
import { describeMachine } from './harness/machine.js';
import { renderMarkdownTable } from './harness/markdown.js';
import { FlagError, runProgram } from './harness/program.js';
import { runTagger, taggerPath } from './harness/run-tagger.js';
import { inTemporaryFolder } from './harness/temporary-folder.js';

const corpus = 'data/teddy/dev.conll';
const text = 'data/texts/09-encyclopedia.txt';
const small = ['--hidden', '8', '--epochs', '2'];
const train = ['train', corpus];
const explosive = [
  ...['--optimizer', 'sgd', '--learning-rate', '30', '--clip-norm', '0'],
  ...['--on-explosion', 'rollback'],
];

const trainings = [
  { name: 'dev held out, EMA', command: [...train, ...small, '--averaging', 'ema'] },
  {
    name: '2 runs, SWA, one-cycle',
    command: [
      ...[...train, ...small, '--runs', '2'],
      ...['--averaging', 'swa', '--schedule', 'one-cycle'],
    ],
  },
  { name: 'fine-tuning', command: [...train, '--from', 'BASE', '--epochs', '2', '--dev', corpus] },
  { name: 'rollbacks', command: [...train, ...small, ...explosive, '--dev', corpus] },
  { name: 'pretraining', command: ['pretrain', text, '--hidden', '8', '--epochs', '5'] },
] as const;

type Signal = 'SIGKILL' | 'SIGTERM';

interface Counts {
  killed: number;
  resumed: number;
  brokenModels: number;
  leftOver: number;
  same: number;
}

interface Moment {
  /** Checkpoints that are written before. */
  readonly checkpoints: number;
  readonly delayMs: number;
}

// About the time of a step and its checkpoint.
const MOST_DELAY_MS = 20;

/** A moment in a training that writes so many checkpoints. */
function drawMoment(random: Random, checkpointCount: number): Moment {
  return {
    checkpoints: random.below(checkpointCount + 1),
    delayMs: random.uniform() * MOST_DELAY_MS,
  };
}

interface Killed {
  readonly args: readonly string[];
  readonly signal: Signal;
  readonly moment: Moment;
}

/** Resolves once the process has ended: to whether the signal ended it or was too late. */
function killAt({ args, signal, moment }: Killed): Promise<boolean> {
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  const child = spawn(execPath, [taggerPath, ...args], { stdio: [...stdio] });
  let stderr = '';
  let isComing = false;
  const checkTime = () => {
    if (isComing || countCheckpoints(stderr) < moment.checkpoints) return;
    isComing = true;
    setTimeout(() => child.kill(signal), moment.delayMs);
  };
  child.stderr?.on('data', (text) => {
    stderr += text;
    checkTime();
  });
  checkTime();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code !== 0));
  });
}

const countCheckpoints = (stderr: string) => stderr.match(/^wrote .*\.checkpoint /gm)?.length ?? 0;

const fingerprint = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

interface Trial {
  readonly command: readonly string[];
  readonly signal: Signal;
  readonly random: Random;
  /** Of a training that is not killed. */
  readonly checkpointCount: number;
  readonly expected: string;
}

/** Kills a training once or twice, and goes on to its end. The output is a model that exists. */
async function runTrial(output: string, trial: Trial, counts: Counts): Promise<void> {
  const { command, signal, random, checkpointCount, expected } = trial;
  const old = 'the model before';
  writeFileSync(output, old);
  const args = [...command, '--resume', ...keepAt(output)];
  for (let times = 1 + random.below(2); times > 0; times--) {
    const moment = drawMoment(random, checkpointCount);
    if (!(await killAt({ args, signal, moment }))) break;
    counts.killed++;
    if (existsSync(`${output}.checkpoint`)) counts.resumed++;
    const isWhole = readFileSync(output, 'latin1') === old || isModel(output);
    if (!isWhole) counts.brokenModels++;
  }
  runTagger(args);
  if (fingerprint(output) === expected) counts.same++;
  const others = readdirSync(dirname(output)).filter(
    (name) => name.startsWith(basename(output)) && name !== basename(output),
  );
  counts.leftOver += others.length;
  rmSync(output);
}

/** Flags that write a checkpoint after each step. */
function keepAt(output: string): string[] {
  const checkpoint = ['--checkpoint', `${output}.checkpoint`, '--checkpoint-every', '0'];
  return ['--output', output, '--force', '--verbose', ...checkpoint];
}

function isModel(path: string): boolean {
  try {
    runTagger(['inspect', path]);
    return true;
  } catch {
    return false;
  }
}

await runProgram('kill-training', async () => {
  const options = {
    count: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options });
  const [count, seed] = [values.count, values.seed].map(Number);
  if (!(Number.isInteger(count) && count > 0 && Number.isInteger(seed))) {
    throw new FlagError('--count, --seed: expected whole numbers');
  }
  const rows: string[][] = [];
  const folder = inTemporaryFolder(async function* (inFolder) {
    const base = inFolder('base.safetensors');
    runTagger([...train, ...small, '--output', base]);
    const random = createRandom(seed);
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      for (const { name, command: named } of trainings) {
        if (values.only !== undefined && values.only !== name) continue;
        const command = named.map((word) => (word === 'BASE' ? base : word));
        const whole = inFolder('whole');
        const { stderr } = runTagger([...command, ...keepAt(whole)]);
        const checkpointCount = countCheckpoints(stderr);
        const trial = { command, signal, random, checkpointCount, expected: fingerprint(whole) };
        const counts = { killed: 0, resumed: 0, brokenModels: 0, leftOver: 0, same: 0 };
        const trialCount = signal === 'SIGKILL' ? count : Math.ceil(count / 5);
        for (let n = 0; n < trialCount; n++) await runTrial(inFolder('model'), trial, counts);
        const figures = [counts.killed, counts.resumed, counts.brokenModels, counts.leftOver];
        yield [name, signal, ...figures.map(String), `${counts.same} of ${trialCount}`];
      }
    }
  });
  for await (const row of folder) {
    console.error(row.join(', '));
    rows.push(row);
  }
  const header = [
    ...['training', 'signal', 'times killed', 'with a checkpoint', 'broken models'],
    ...['files left over', 'same bytes'],
  ];
  console.log(`${describeMachine()}\n\n${renderMarkdownTable(header, rows)}`);
});
