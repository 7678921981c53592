// The word vectors that TEDDY_VECTORS names.
import { env } from 'node:process';
import { findVectors } from '../../src/cli/flags/find-vectors.js';

/**
 * The path of the file, or of that of an npm package; undefined if TEDDY_VECTORS is not set.
 *
 * @throws InputError if a wink package of word vectors is not installed
 */
export function vectorsOfEnvironment(): string | undefined {
  return env.TEDDY_VECTORS && findVectors(env.TEDDY_VECTORS);
}
