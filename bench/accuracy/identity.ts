// What a result belongs to: the program as built and the bytes it read, beside the flags, so that no stale result is taken
// for one of today.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccuracyRun, sourcesOf } from './accuracy-run.js';

export interface IdentifiedRun extends AccuracyRun {
  readonly build: string;
  /** Of the training sentences, those of dev and of test, and the vectors. */
  readonly inputs: readonly string[];
}

/** @param vectors the file of them */
export function createIdentify(build: string, vectors: string) {
  const known = new Map<string, string>();
  const identify = (path: string): string => {
    const fingerprint = known.get(path) ?? fingerprintFiles([path]);
    known.set(path, fingerprint);
    return fingerprint;
  };
  return (run: AccuracyRun): IdentifiedRun => {
    const { train, dev, test, vectors: read } = sourcesOf(run, vectors);
    const paths = [train, dev, test, read].filter((path) => path !== undefined);
    return { build, inputs: paths.map(identify), ...run };
  };
}

/** Of the scripts and kernels below the folder. */
export function fingerprintBuild(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = names.filter((name) => /\.(js|wasm)$/.test(name)).sort();
  return fingerprintFiles(code.map((name) => join(folder, name)));
}

/** Twelve hexadecimal digits, the same for the same bytes of the files together. */
function fingerprintFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
