// An output that can no longer be written when the training ends: the model is written elsewhere.
//
// The log is a named pipe. The training waits for its reader once the files have been checked, and
// meanwhile the test takes the output away.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { environment, program, runTagger } from './run-tagger.js';
import { tinyCorpus, withEnds } from './tiny-model.js';

const root = mkdtempSync(join(tmpdir(), 'lost-'));
const corpus = join(root, 'tiny.conll');
const dev = join(root, 'dev.conll');
const small = ['train', corpus, '--dev', dev, '--hidden', '4', '--epochs', '1'];
let model: Buffer;
let folder = '';
let temporary = '';
let output = '';

beforeAll(() => {
  writeFileSync(corpus, tinyCorpus);
  writeFileSync(dev, withEnds(`${tinyCorpus}\n${tinyCorpus}`, '!'));
  const path = join(root, 'model');
  runTagger([...small, '--output', path]);
  model = readFileSync(path);
});
beforeEach(() => {
  const base = mkdtempSync(join(root, 'case-'));
  folder = join(base, 'folder');
  temporary = join(base, 'temporary');
  for (const path of [folder, temporary]) mkdirSync(path);
  output = join(folder, 'model.safetensors');
});

interface Change {
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const force = { flags: ['--force'] };

async function trainWhile(change: () => void, { flags = [], env }: Change = {}) {
  const log = join(temporary, 'log');
  spawnSync('mkfifo', [log]);
  const args = [program, ...small, '--output', output, '--log', log, ...flags];
  const child = spawn(process.execPath, args, {
    env: environment({ TMPDIR: temporary, ...env }),
  });
  const closed = once(child, 'close');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // The first message shows that the files have been checked.
  await once(child.stderr, 'data');
  change();
  createReadStream(log).resume();
  const [exitCode] = await closed;
  const errors = stderr.split('\n').filter((line) => line.startsWith('tagger: '));
  return { exitCode, errors };
}

/** The path of the model, which was saved there. */
function savedIn(place: string): string {
  const name = readdirSync(place).find((name) => /^model\.[0-9a-f]{8}\.safetensors$/.test(name));
  const path = join(place, name!);
  expect(readFileSync(path).equals(model)).toBe(true);
  return path;
}

test('if the folder of the output is gone, the model is in the folder for temporary files', async () => {
  const { exitCode, errors } = await trainWhile(() => rmdirSync(folder));
  const sentence = `${output}: no such folder: ${folder}; the model was written to ${savedIn(temporary)}`;
  expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: [`tagger: ${sentence}`] });
});

test('if a folder has the name of the output, the model is beside it', async () => {
  const { exitCode, errors } = await trainWhile(() => mkdirSync(output), force);
  const sentence = `${output}: expected a file to write, found a folder; the model was written to ${savedIn(folder)}`;
  expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: [`tagger: ${sentence}`] });
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a file that appears under the name of the output stays without --force', async () => {
  const { exitCode, errors } = await trainWhile(() => writeFileSync(output, 'of another'));
  const sentence = `${output}: file already exists; the model was written to ${savedIn(folder)}`;
  expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: [`tagger: ${sentence}`] });
  expect(readFileSync(output, 'utf8')).toBe('of another');
});

test('such a file is replaced with --force', async () => {
  const { exitCode, errors } = await trainWhile(() => writeFileSync(output, 'other'), force);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
  expect(readFileSync(output).equals(model)).toBe(true);
  expect(readdirSync(folder)).toEqual(['model.safetensors']);
});

test('if there is no place for the model at all, the error says so', async () => {
  const env = { TMPDIR: join(temporary, 'none') };
  const { exitCode, errors } = await trainWhile(() => rmdirSync(folder), { env });
  const sentence = `${output}: no such folder: ${folder}; the model could not be written to ${env.TMPDIR} either`;
  expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: [`tagger: ${sentence}`] });
});

test('a log without room for its lines does not end the training', () => {
  const { exitCode, stderr } = runTagger([
    ...small,
    ...['--quiet', '--output', output, '--log', '/dev/full'],
  ]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr:
      'tagger: /dev/full: no space left on the disk; the log ends here, the training goes on\n',
  });
  expect(readFileSync(output).equals(model)).toBe(true);
});

// A small disk of our own, where the system lets an ordinary user mount one.
const DISK = 'mount -t tmpfs -o "$2" disk "$1" && cd "$1" && shift 2 && exec "$@"';
const onDisk = (mounted: string, options: string, command: readonly string[]) => [
  ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', DISK, 'sh', mounted, options],
  ...command,
];
const [unshare, ...unshareArgs] = onDisk(root, 'size=64k', ['true']);
const hasDisks = spawnSync(unshare, unshareArgs).status === 0;

(hasDisks ? test : test.skip)('a full disk keeps its files, and the model is elsewhere', () => {
  const script = `
    echo old > model.safetensors
    dd if=/dev/zero of=rest bs=1k count=40 2> rest.txt
    "$@"
    echo "exit $?"
    cat model.safetensors
    ls`;
  const args = [...small, '--quiet', '--output', 'model.safetensors', '--force'];
  const command = ['sh', '-c', script, 'sh', process.execPath, program, ...args];
  const [file, ...rest] = onDisk(folder, 'size=64k', command);
  const { stdout, stderr } = spawnSync(file, rest, {
    env: environment({ TMPDIR: temporary }),
    encoding: 'utf8',
  });
  expect(stdout).toBe('exit 1\nold\nmodel.safetensors\nrest\nrest.txt\n');
  expect(stderr).toBe(
    `tagger: model.safetensors: no space left on the disk; the model was written to ${savedIn(temporary)}\n`,
  );
  expect(existsSync(output)).toBe(false);
});

(hasDisks ? test : test.skip)('a read-only disk is refused before the training', () => {
  const args = [program, ...small, '--output', 'model.safetensors'];
  const [file, ...rest] = onDisk(folder, 'size=64k,ro', [process.execPath, ...args]);
  const { status, stderr } = spawnSync(file, rest, { env: environment(), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'tagger: model.safetensors: the file system is read-only\n',
  });
});
