// The environment of a test file: the one of Node, with a temporary folder of its own and fast built-in objects.
//
// The folder is what tmpdir() returns. It is removed after the tests, with all that they left in it.
//
// In the context that Jest makes for a test file, Node intercepts each look-up of a global such as Math, which takes far
// longer than the call of Math.imul that follows. A constant of the global scope hides the global and is found at once.
//
// Jest reads and runs every module again for each test file. requireOnce() is a require() without that, for large
// packages that keep nothing of one test file for the next. keptBytes holds results that test files with the same worker
// share, because each would compute the same bytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const BUILT_INS =
  `Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean Buffer DataView
  Error Float32Array Float64Array Int16Array Int32Array Int8Array JSON Map Math Number Object Promise
  Reflect RegExp Set SharedArrayBuffer String Symbol Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakSet WebAssembly`.split(/\s+/);

const declarations = BUILT_INS.map((name) => `const ${name} = globalThis.${name};`).join('\n');

const sharedFolder = tmpdir();
const load = createRequire(import.meta.url);
const kept = new Map<string, Uint8Array>();

declare global {
  var requireOnce: NodeJS.Require | undefined;
  var keptBytes: Map<string, Uint8Array> | undefined;
}

export default class extends TestEnvironment {
  readonly #folder: string;

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    // The variable is set before the context copies it.
    const folder = mkdtempSync(join(sharedFolder, 'teddy-test-'));
    process.env.TMPDIR = folder;
    super(...args);
    this.#folder = folder;
    Object.assign(this.global, { requireOnce: load, keptBytes: kept });
    const context = this.getVmContext();
    if (context === null) throw new Error('expected a context for the test file, found none');
    runInContext(declarations, context);
  }

  override async teardown(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    process.env.TMPDIR = sharedFolder;
    await super.teardown();
  }
}
