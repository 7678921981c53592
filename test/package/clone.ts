// A built clone of the repository in a folder of its own, where a test may pack, build and train; and the
// package that it packs, installed in an empty folder.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const notInClone = /^(\.git|node_modules|.*\.(safetensors|jsonl|tgz))$/;

/** Copies what the clone holds, with its times; dependencies are shared. */
export function copyClone(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync('.').filter((name) => !notInClone.test(name))) {
    cpSync(name, join(folder, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
}

/** Packs the clone as `npm publish` does, `prepare` included. */
export function pack(clone: string, destination: string): string {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', destination], { cwd: clone });
  const [archive] = readdirSync(destination).filter((name) => name.endsWith('.tgz'));
  return join(destination, archive);
}

/** Dependencies come from the registry or from npm's cache. */
export function installInto(folder: string, archive: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...flags, archive], { cwd: folder });
}
