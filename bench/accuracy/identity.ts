// What a result belongs to: the program as built and the bytes it read, beside the flags, so that no stale result is taken
// for one of today.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccuracyRun, type Beginnings, sourcesOf } from './accuracy-run.js';

export interface IdentifiedRun extends AccuracyRun {
  readonly build: string;
  /** Of the training sentences, those of dev and of test, the vectors and the starting model. */
  readonly inputs: readonly string[];
}

/** @param beginnings the files of them */
export function createIdentify(build: string, beginnings: Beginnings) {
  const known = new Map<string, string>();
  const identify = (path: string): string => {
    const fingerprint = known.get(path) ?? fingerprintFiles([path]);
    known.set(path, fingerprint);
    return fingerprint;
  };
  return (run: AccuracyRun): IdentifiedRun => {
    const { train, dev, test, vectors, from } = sourcesOf(run, beginnings);
    const paths = [train, dev, test, vectors, from].filter((path) => path !== undefined);
    return { build, inputs: paths.map(identify), ...run };
  };
}

/** Of the scripts and kernels below the folder. */
export function fingerprintBuild(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = names.filter((name) => /\.(js|wasm)$/.test(name)).sort();
  return fingerprintFiles(code.map((name) => join(folder, name)));
}

/** Twelve hexadecimal digits of a SHA-256, the same for the same bytes of the files together. */
function fingerprintFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
