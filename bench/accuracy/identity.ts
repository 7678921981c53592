// The identity of a result: the build and the bytes it read, beside the flags. A result of another
// build or corpus is not taken for one of today's.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccuracyRun, type StartFiles, sourcesOf } from './accuracy-run.js';

export interface IdentifiedRun extends AccuracyRun {
  readonly build: string;
  /** Fingerprints of the training sentences, dev, test, vectors, base model and unlabeled text. */
  readonly inputs: readonly string[];
}

export function createIdentify(build: string, files: StartFiles) {
  const known = new Map<string, string>();
  const identify = (path: string): string => {
    const fingerprint = known.get(path) ?? fingerprintFiles([path]);
    known.set(path, fingerprint);
    return fingerprint;
  };
  return (run: AccuracyRun): IdentifiedRun => {
    const { train, dev, test, vectors, from, unlabeled = [] } = sourcesOf(run, files);
    const paths = [train, dev, test, vectors, from, ...unlabeled].filter(
      (path) => path !== undefined,
    );
    return { build, inputs: paths.map(identify), ...run };
  };
}

/** Fingerprint of the scripts and kernels below a folder. */
export function fingerprintBuild(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = names.filter((name) => /\.(js|wasm)$/.test(name)).sort();
  return fingerprintFiles(code.map((name) => join(folder, name)));
}

/** The beginning of the SHA-256 of the files' bytes, one after the other. */
function fingerprintFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
