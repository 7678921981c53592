// The models that come with the package, and which file is meant by what a model is called.
import { type Stats, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../errors.js';
import { fileError } from '../files/system-error.js';

export interface ModelFile {
  readonly path: string;
  /** The name of a model that comes with the package. */
  readonly shippedName?: string;
}

const shippedNames: readonly string[] = ['en'];
const DEFAULT_NAME = 'en';

// What could be a name, and hardly a file: neither a folder nor an ending is told.
const bareName = /^[\w-]+$/;

/**
 * The file of a model by its path or, for one that comes with the package, by its name. A file in the working folder that
 * is called by the bare name goes before it.
 *
 * @param called the model that comes with the package, if absent
 * @throws InputError for a bare name of neither, or where a model of the package is missing
 */
export function findModel(called?: string): ModelFile {
  if (called === undefined) return shippedModel(DEFAULT_NAME);
  if (!bareName.test(called)) return { path: called };
  const found = statsOf(called);
  if (found?.isFile()) return { path: called };
  if (shippedNames.includes(called)) return shippedModel(called);
  if (found) return { path: called };
  const names = shippedNames.join(', ');
  throw new InputError(
    `${called}: expected a model file, or the name of a model that comes with the package (${names}), found neither`,
  );
}

function shippedModel(name: string): ModelFile {
  // From this folder as from that of the bundle.
  const path = fileURLToPath(new URL(`../../../models/${name}.safetensors`, import.meta.url));
  if (statsOf(path)?.isFile()) return { path, shippedName: name };
  throw new InputError(
    `${path}: expected the model ${name}, which comes with the package, found no such file: name another model`,
  );
}

/** Undefined where there is nothing. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError(error, path);
  }
}
