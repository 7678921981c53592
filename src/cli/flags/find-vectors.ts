// The file of word vectors by its path or by the name of an npm package.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { InputError } from '../../errors.js';

// A name without folder and extension, which is hardly that of a file; a scope may come before it.
const packageName = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w-]*$/;
const winkPackage = /^wink-embeddings-/;

/**
 * The path of a vector file. A name that is not that of a file stands for the main file of a
 * package, as Node finds it from the working folder.
 *
 * @throws InputError if a wink package of word vectors is not installed
 */
export function findVectors(pathOrName: string): string {
  if (!packageName.test(pathOrName) || existsSync(pathOrName)) return pathOrName;
  try {
    return createRequire(resolve('package.json')).resolve(pathOrName);
  } catch {
    if (!winkPackage.test(pathOrName)) return pathOrName;
    throw new InputError(
      `${pathOrName}: package not found from this folder; npm install ${pathOrName} installs it`,
    );
  }
}
