// The environment of a test file: the one of Node, with fast built-in objects.
//
// In the context that Jest makes for a test file, Node intercepts each look-up of a global such as Math, which takes far
// longer than the call of Math.imul that follows. A constant of the global scope hides the global and is found at once.
import { runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const BUILT_INS =
  `Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean Buffer DataView
  Error Float32Array Float64Array Int16Array Int32Array Int8Array JSON Map Math Number Object Promise
  Reflect RegExp Set SharedArrayBuffer String Symbol Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakSet WebAssembly`.split(/\s+/);

const declarations = BUILT_INS.map((name) => `const ${name} = globalThis.${name};`).join('\n');

export default class extends TestEnvironment {
  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    const context = this.getVmContext();
    if (context === null) throw new Error('expected a context for the test file, found none');
    runInContext(declarations, context);
  }
}
