// The bytes of a safetensors file in one array, without a file.
import { encodeSafetensors, type Safetensors } from '../../src/safetensors/safetensors.js';

export function encoded(content: Safetensors): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeSafetensors(content)));
}
