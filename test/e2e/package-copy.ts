// The package as it is installed, in a folder of its own, shipping the tiny model.
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeTinyModel } from './tiny-model.js';

export interface PackageCopy {
  readonly program: string;
  /** The main file of the library. */
  readonly library: string;
  readonly shippedModel: string;
}

/** @param folder that is there and empty */
export async function copyPackage(folder: string): Promise<PackageCopy> {
  for (const name of ['bin', 'dist/src', 'package.json']) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  mkdirSync(join(folder, 'models'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  const shippedModel = join(folder, 'models/en.safetensors');
  await writeTinyModel(shippedModel);
  return {
    program: join(folder, 'bin/tagger.js'),
    library: join(folder, 'dist/src/index.js'),
    shippedModel,
  };
}
