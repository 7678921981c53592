// The commands of docs/scaling.md for several machines, on two hosts that are this machine.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeBlocksOf, readPage } from '../markdown.js';
import { findProgram } from './find-program.js';
import { environment, program, runTagger } from './run-tagger.js';
import { type SshHosts, startSshHosts } from './ssh-hosts.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'scaling-'));
const folder = join(root, 'here');
const model = join(root, 'tiny.safetensors');
const path = `${join(root, 'bin')}:${process.env.PATH}`;
const commands = codeBlocksOf(readPage('docs/scaling.md'))
  .filter(({ language }) => language === 'sh')
  .map(({ code }) => code);
let hosts: SshHosts;

beforeAll(async () => {
  for (const name of ['parallel', 'rsync'] as const) findProgram(name);
  for (const name of ['bin', 'here', 'hosts']) mkdirSync(join(root, name));
  await writeTinyModel(model);
  const tagger = join(root, 'bin/tagger');
  writeFileSync(
    tagger,
    `#!/bin/sh\nTAGGER_MODEL='${model}' exec '${process.execPath}' '${program}' "$@"\n`,
  );
  chmodSync(tagger, 0o755);
  hosts = await startSshHosts(join(root, 'hosts'), path);
});

afterAll(async () => {
  await hosts.stop();
  rmSync(root, { recursive: true });
});

/** The command of the page that contains the text. */
function commandWith(text: string): string {
  const [command, ...others] = commands.filter((code) => code.includes(text));
  if (command === undefined || others.length > 0) throw new Error(`one command with ${text}?`);
  return command;
}

function run(command: string) {
  const env = environment({ PATH: path, PARALLEL_SSH: hosts.ssh, HOME: join(root, 'hosts/home') });
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

const acceptedLogins = () => hosts.log().match(/Accepted publickey/g)?.length ?? 0;

test('two hosts tag the parts of a file, in order', () => {
  const lines = tinyCorpus.replaceAll(/ .*/g, '').split('\n');
  const text = Array.from({ length: 3000 }, (_, i) => `${i} ${lines[i % lines.length]}\n`).join('');
  writeFileSync(join(folder, 'news.txt'), text);
  const command = commandWith('--pipepart').replace('--block 1M', '--block 16k');
  const { exitCode, stderr } = run(command);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const expected = runTagger(['tag', '--model', model, '--format', 'jsonl'], { input: text });
  expect(readFileSync(join(folder, 'entities.jsonl'), 'utf8')).toBe(expected.stdout);
  expect(acceptedLogins()).toBeGreaterThanOrEqual(2);
});

test('two hosts train with several seeds, and the best model on dev is chosen', () => {
  for (const name of ['train.conll', 'dev.conll']) writeFileSync(join(folder, name), tinyCorpus);
  const small = ['--epochs', '3', '--hidden', '4'];
  const train = commandWith('--return')
    .replace('--seed {}', `--seed {} ${small.join(' ')}`)
    .replace('::: 1 2 3 4', '::: 1 2 3');
  const loginsBefore = acceptedLogins();
  expect(run(train).exitCode).toBe(0);
  expect(acceptedLogins()).toBeGreaterThanOrEqual(loginsBefore + 2);

  const modelOf = (seed: number) => join(folder, `seed-${seed}.safetensors`);
  const own = join(root, 'own.safetensors');
  const files = [join(folder, 'train.conll'), '--dev', join(folder, 'dev.conll')];
  runTagger(['train', ...files, '--seed', '2', ...small, '--output', own]);
  expect(readFileSync(modelOf(2)).equals(readFileSync(own))).toBe(true);

  const f1s = [1, 2, 3].map((seed) => {
    const { provenance } = JSON.parse(runTagger(['inspect', '--json', modelOf(seed)]).stdout);
    return provenance.scores.dev.overall.f1;
  });
  const bestSeed = 1 + f1s.indexOf(Math.max(...f1s));
  expect(run(commandWith('--best')).exitCode).toBe(0);
  const best = join(folder, 'best.safetensors');
  expect(readFileSync(best).equals(readFileSync(modelOf(bestSeed)))).toBe(true);
});

test('no corpus and no model stays on the hosts', () => {
  const home = join(root, 'hosts/home');
  const left = readdirSync(home, { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => /\.(?:conll|safetensors)$/.test(name))).toEqual([]);
});
