// The scripts that run other taggers, in the folder that TEDDY_PEERS names.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseCrfsuite, parseSpacy, parseTorch, type TaggerSpeed } from './peer-output.js';

export interface PeerFiles {
  readonly train: string;
  readonly dev: string;
  /** Word vectors, not gzipped, for taggers that use them. */
  readonly vectors?: string;
}

export interface Peer {
  readonly name: string;
  measure(): TaggerSpeed;
}

export interface PeerOptions {
  readonly folder: string;
  readonly python: string;
  /** Steps of training, for scripts that can stop before the end of an epoch. */
  readonly trainBatches: number;
}

const sparseEmbedding = fileURLToPath(
  new URL('../../../../bench/speed/peers/sparse-embedding.py', import.meta.url),
);

/** The Python that runs the scripts; undefined if it does not exist. */
export function findPython(folder: string): string | undefined {
  const python = env.TEDDY_PEERS_PYTHON ?? join(folder, 'bin/python');
  return existsSync(python) ? python : undefined;
}

/**
 * Taggers that train on train and tag dev. PyTorch has dense and sparse gradients of the word
 * vectors.
 */
export function peersOf(
  { train, dev, vectors }: PeerFiles,
  { folder, python, trainBatches }: PeerOptions,
): Peer[] {
  const run = (args: readonly (string | number)[]) => runScript(python, args.map(String));
  const script = (name: string) => [join(folder, name), train, dev];
  // The first epoch warms up, the second counts.
  const torch = [
    ...[...script('torch_bilstm.py'), dev, '--threads', 1, '--epochs', 2],
    ...['--train-batches', trainBatches, ...(vectors ? ['--vectors', vectors] : [])],
  ];
  const spacy = [...script('spacy_baseline.py'), dev, '--epochs', 0.1];
  return [
    { name: 'PyTorch, dense', measure: () => parseTorch(run(torch)) },
    { name: 'PyTorch, sparse', measure: () => parseTorch(run([sparseEmbedding, ...torch])) },
    { name: 'spaCy', measure: () => parseSpacy(run(spacy)) },
    { name: 'CRFsuite', measure: () => parseCrfsuite(run(script('crfsuite_baseline.py'))) },
  ];
}

/** The output of a script, whatever its exit code: output that lacks a speed is an error later. */
function runScript(python: string, args: readonly string[]): string {
  const oneThread = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout, stderr, error } = spawnSync(python, args, {
    encoding: 'utf8',
    env: { ...env, ...oneThread },
  });
  if (error) throw error;
  return stdout === '' ? stderr : stdout;
}
