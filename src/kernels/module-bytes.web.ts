// The compiled module of the exact arithmetic, within the bundle.

import { InputError } from '../errors.js';
import exact from './exact.wasm';
import type * as node from './module-bytes.js';

export const moduleBytes: typeof node.moduleBytes = (name) => {
  if (name === 'exact') return exact;
  throw new InputError(`expected the exact arithmetic, found ${name}: the bundle has no other`);
};
