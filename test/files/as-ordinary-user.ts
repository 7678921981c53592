// Programs run as a user who may not do everything: the superuser may read and write anywhere.
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';

const isSuperuser = process.geteuid?.() === 0;
const NOBODY = 65534;

/** What a module prints; `process.argv[1]` is the argument. */
export function outputAsOrdinaryUser(module: string, argument: string): string {
  if (isSuperuser) chmodSync(tmpdir(), 0o711);
  return execFileSync(process.execPath, ['--input-type=module', '--eval', module, argument], {
    encoding: 'utf8',
    uid: isSuperuser ? NOBODY : undefined,
  });
}
