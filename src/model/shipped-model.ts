// The models that come with the package, and the choice of a model's file by path or name.
import { type Stats, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../errors.js';
import { fileError } from '../files/system-error.js';

export interface ModelFile {
  readonly path: string;
  /** The name of the model if it is a shipped one. */
  readonly shippedName?: string;
}

/** The names of the models that come with the package. */
export const shippedNames: readonly string[] = ['en'];
const DEFAULT_NAME = 'en';

// A name without folder and extension, which is hardly that of a file.
const bareName = /^[\w-]+$/;

/**
 * The file of a model by its path or, for a shipped model, by its name. A file of that name in the
 * working folder takes precedence.
 *
 * @param pathOrName the default shipped model, if absent
 * @throws InputError if a bare name is neither, or a model is missing from the package
 */
export function findModel(pathOrName?: string): ModelFile {
  if (pathOrName === undefined) return shippedModel(DEFAULT_NAME);
  if (!bareName.test(pathOrName)) return { path: pathOrName };
  const found = statsOf(pathOrName);
  if (found?.isFile()) return { path: pathOrName };
  if (shippedNames.includes(pathOrName)) return shippedModel(pathOrName);
  if (found) return { path: pathOrName };
  const names = shippedNames.join(', ');
  throw new InputError(
    `${pathOrName}: expected a model file, or the name of a model that comes with the package (${names}), found neither`,
  );
}

function shippedModel(name: string): ModelFile {
  // The same relative path from this folder and from that of the bundle.
  const path = fileURLToPath(new URL(`../../../models/${name}.safetensors`, import.meta.url));
  if (statsOf(path)?.isFile()) return { path, shippedName: name };
  throw new InputError(
    `${path}: no such file: the model ${name} is missing from the package, choose another`,
  );
}

/** The stats of a path, or undefined if nothing is there. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError(error, path);
  }
}
