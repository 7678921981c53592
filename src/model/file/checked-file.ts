// What a model's file holds, piece by piece: each is checked when it is asked for, and one that is not as expected is
// an InputError.
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { JsonCursor } from '../../safetensors/json-cursor.js';
import type { Safetensors } from '../../safetensors/safetensors.js';
import {
  float32Of,
  int8Of,
  type StoredTensor,
  textOf,
  utf8Of,
} from '../../safetensors/stored-tensor.js';
import type { WordIndex } from '../../vectors/vector-lookup.js';
import { countLines, indexLines } from '../../vectors/word-list.js';

export interface CheckedFile {
  /** A string of the metadata as JSON of this schema. */
  field<Schema extends v.GenericSchema>(name: string, schema: Schema): v.InferOutput<Schema>;
  /** Whether the metadata has it. */
  has(name: string): boolean;
  /** Single-precision numbers, all finite. */
  floats(name: string, shape: readonly number[]): Float32Array;
  signedBytes(name: string, shape: readonly number[]): Int8Array;
  /** One a line, each once. */
  words(name: string): ListedWords;
  /** Refuses tensors that nobody asked for. */
  expectNoOther(): void;
}

export interface ListedWords extends WordIndex {
  /** All of them, made anew. */
  strings(): string[];
}

// As many as a Map can hold.
const maximumWordCount = 2 ** 24;

export function checkFile(path: string, { metadata, tensors }: Safetensors): CheckedFile {
  const asked = new Set<string>();

  function tensorOf(name: string, expected: string): StoredTensor {
    const tensor = tensors.get(name);
    if (!tensor) throw new InputError(`${path}: ${name}: expected ${expected}, found none`);
    asked.add(name);
    return tensor;
  }

  function tensorOfShape(name: string, shape: readonly number[]): StoredTensor {
    const expected = `a tensor of shape [${shape.join(', ')}]`;
    const tensor = tensorOf(name, expected);
    if (tensor.shape.join() === shape.join()) return tensor;
    const found = tensor.shape.join(', ');
    throw new InputError(`${path}: ${name}: expected ${expected}, found [${found}]`);
  }

  return {
    field: (name, schema) => parseField(`${path}: metadata "${name}"`, metadata[name], schema),
    has: (name) => metadata[name] !== undefined,
    floats: (name, shape) => {
      const values = float32Of(tensorOfShape(name, shape), `${path}: ${name}`);
      expectFinite(`${path}: ${name}`, values);
      return values;
    },
    signedBytes: (name, shape) => int8Of(tensorOfShape(name, shape), `${path}: ${name}`),
    words: (name) => listWords(tensorOf(name, 'a tensor of words'), `${path}: ${name}`),
    expectNoOther: () => {
      for (const name of tensors.keys()) {
        if (!asked.has(name)) throw new InputError(`${path}: expected no tensor ${excerpt(name)}`);
      }
    },
  };
}

/** @param where begins the InputError: the file and what of it the values are */
export function expectFinite(where: string, values: Float32Array): void {
  // A plain loop: a model has millions of numbers, and is read for a sentence.
  for (let place = 0; place < values.length; place++) {
    if (Number.isFinite(values[place])) continue;
    throw new InputError(`${where}: expected finite numbers, found ${values[place]} at ${place}`);
  }
}

function parseField<Schema extends v.GenericSchema>(
  where: string,
  text: string | undefined,
  schema: Schema,
): v.InferOutput<Schema> {
  if (text === undefined) throw new InputError(`${where}: expected it, found none`);
  const json = new JsonCursor(text, where);
  const value = json.readValue();
  json.readEnd();
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new InputError(`${where}${renderIssue(result.issues[0])}`);
}

// Valibot's own sentences repeat what was found as it is, of whatever length and on however many lines.
function renderIssue(issue: v.BaseIssue<unknown>): string {
  const key = v.getDotPath(issue);
  const expected = issue.expected === 'never' ? 'no such key' : (issue.expected ?? issue.message);
  const { input, received } = issue;
  const found = typeof input === 'string' ? excerpt(input) : received.replace('undefined', 'none');
  return `${key ? ` (${key})` : ''}: expected ${expected}, found ${found}`;
}

function listWords(tensor: StoredTensor, where: string): ListedWords {
  const bytes = utf8Of(tensor, where);
  // Counted before they are looked at, for what holds little else than line ends would take all memory.
  const count = countLines(bytes);
  if (count > maximumWordCount) {
    throw new InputError(`${where}: expected at most ${maximumWordCount} words, found ${count}`);
  }
  const { size, get, repeated } = indexLines(bytes);
  if (repeated !== undefined) {
    throw new InputError(`${where}: expected each word once, found ${excerpt(repeated)} twice`);
  }
  return { size, get, strings: () => textOf(tensor, where).split('\n') };
}
