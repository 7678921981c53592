// Finds programs of the system that tests run.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The packages of Debian and Ubuntu by the program that the tests need of them. */
const packages = {
  fish: 'fish',
  man: 'man-db',
  parallel: 'parallel',
  rsync: 'rsync',
  sshd: 'openssh-server',
  zsh: 'zsh',
} as const;

export type ProgramName = keyof typeof packages;

/** @throws an error that says how to install the program, because a test is never skipped */
export function findProgram(name: ProgramName, path = process.env.PATH ?? ''): string {
  const places = [...path.split(delimiter), '/usr/sbin'];
  const found = places.map((place) => join(place, name)).find((file) => existsSync(file));
  if (found) return found;
  throw new Error(
    `This test needs ${name}: install it with "apt-get install --no-install-recommends ${packages[name]}".`,
  );
}
