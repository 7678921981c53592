// Names of files in reports: the base name, with as many folders as it takes to tell two files apart.
import { resolve, sep } from 'node:path';

/** A name for each path; only equal paths have equal names. */
export function distinctNames(paths: readonly string[]): string[] {
  const all = [...new Set(paths.map((path) => resolve(path)))].map((path) => path.split(sep));
  return paths.map((path) => {
    const parts = resolve(path).split(sep);
    const others = all.filter((other) => other.join(sep) !== parts.join(sep));
    for (let count = 1; count < parts.length; count++) {
      const name = parts.slice(-count).join('/');
      if (others.every((other) => other.slice(-count).join('/') !== name)) return name;
    }
    return resolve(path);
  });
}
