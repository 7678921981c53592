// The scripts that run other taggers, in the folder that TEDDY_PEERS names.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { parseCrfsuite, parseSpacy, parseTorch, type Speed } from './peer-output.js';

export interface PeerFiles {
  readonly train: string;
  readonly dev: string;
}

export interface Peer {
  readonly name: string;
  measure(): Speed;
}

export interface PeerOptions {
  readonly folder: string;
  readonly python: string;
  /** Steps of training, where the script can stop before the end of an epoch. */
  readonly trainBatches: number;
  /** Where a changed copy of a script may be written. */
  readonly copy: string;
}

/** The Python that has what the scripts import; undefined if it is not there. */
export function findPython(folder: string): string | undefined {
  const python = env.TEDDY_PEERS_PYTHON ?? join(folder, 'bin/python');
  return existsSync(python) ? python : undefined;
}

/** Each learns from train, and tags dev. */
export function peersOf(
  { train, dev }: PeerFiles,
  { folder, python, trainBatches, copy }: PeerOptions,
): Peer[] {
  const run = (script: string, args: readonly string[]) => runScript(python, [script, ...args]);
  const torchScript = join(folder, 'torch_bilstm.py');
  const torchFlags = ['--threads', '1', '--epochs', '1', '--train-batches', String(trainBatches)];
  const torch = (script: string) => parseTorch(run(script, [train, dev, dev, ...torchFlags]));
  writeFileSync(copy, withSparseEmbedding(readFileSync(torchScript, 'utf8')));
  return [
    { name: 'PyTorch', measure: () => torch(torchScript) },
    { name: 'PyTorch, sparse gradients of words', measure: () => torch(copy) },
    {
      name: 'spaCy',
      measure: () =>
        parseSpacy(run(join(folder, 'spacy_baseline.py'), [train, dev, dev, '--epochs', '0.3'])),
    },
    {
      name: 'CRFsuite',
      measure: () => parseCrfsuite(run(join(folder, 'crfsuite_baseline.py'), [train, dev])),
    },
  ];
}

/** The gradient of a dense embedding holds a row for every word, and its update is most of PyTorch's step. */
function withSparseEmbedding(script: string): string {
  const dense = 'freeze=False, padding_idx=0)';
  if (!script.includes(dense)) throw new Error(`no ${dense} to make sparse in the PyTorch script`);
  return script.replace(dense, 'freeze=False, padding_idx=0, sparse=True)');
}

/** What the script prints: it counts, however the script ends. */
function runScript(python: string, args: readonly string[]): string {
  const oneThread = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout, stderr, error } = spawnSync(python, args, {
    encoding: 'utf8',
    env: { ...env, ...oneThread },
  });
  if (error) throw error;
  return stdout === '' ? stderr : stdout;
}
