// The parts of a model file, each checked when it is asked for.
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
  uint32Of,
  utf8Of,
} from '../../safetensors/stored-tensor.js';
import type { Engine } from '../../tensors/matrix.js';
import { whileHeld } from '../../text/lazily.js';
import type { WordIndex } from '../../vectors/vector-lookup.js';
import { isPlaced, placeIn } from './place-values.js';
import { renderIssue } from './render-issue.js';
import { countLines, indexLines } from './word-list.js';

/** All methods but `has` and `hasTensor` throw an InputError if a part is missing or malformed. */
export interface CheckedFile {
  readonly path: string;
  /** A string of the metadata, parsed as JSON of the schema. */
  field<Schema extends v.GenericSchema>(name: string, schema: Schema): v.InferOutput<Schema>;
  /** Whether the metadata has the field. */
  has(name: string): boolean;
  /** Whether there is a tensor of this name. */
  hasTensor(name: string): boolean;
  /** A tensor of single-precision numbers, all finite. */
  floats(name: string, shape: readonly number[]): Float32Array;
  /** The same, but the numbers may be NaN or infinite. */
  anyFloats(name: string, shape: readonly number[]): Float32Array;
  /** A tensor of whole numbers from 0. */
  wholeNumbers(name: string, shape: readonly number[]): Uint32Array;
  /** A tensor of bytes from -128 to 127. */
  signedBytes(name: string, shape: readonly number[]): Int8Array;
  /** A tensor of ascending whole numbers in one dimension; undefined if the file has none of this name. */
  ascending(name: string): Uint32Array | undefined;
  /** A tensor of words, one per line, each once, indexed in the linear memory of the engine. */
  words(name: string, engine: Engine): ListedWords;
  /** Checks that every tensor of the file was asked for. */
  expectNoOther(): void;
}

export interface ListedWords extends WordIndex {
  /** All words, made from the bytes of the file unless an earlier list of them is still held. */
  strings(): readonly string[];
}

// A Map cannot hold more.
const MAXIMUM_WORDS = 2 ** 24;

/** @param engine of the linear memory that the tensors are in, if they are in one */
export function checkFile(
  path: string,
  { metadata, tensors }: Safetensors,
  engine?: Engine,
): CheckedFile {
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
    path,
    field: (name, schema) => parseField(`${path}: metadata "${name}"`, metadata[name], schema),
    has: (name) => metadata[name] !== undefined,
    hasTensor: (name) => tensors.has(name),
    floats: (name, shape) => {
      const values = float32Of(tensorOfShape(name, shape), `${path}: ${name}`);
      expectFinite(`${path}: ${name}`, values, { engine });
      return values;
    },
    anyFloats: (name, shape) => float32Of(tensorOfShape(name, shape), `${path}: ${name}`),
    wholeNumbers: (name, shape) => uint32Of(tensorOfShape(name, shape), `${path}: ${name}`),
    signedBytes: (name, shape) => int8Of(tensorOfShape(name, shape), `${path}: ${name}`),
    ascending: (name) =>
      tensors.has(name)
        ? ascendingNumbers(tensorOf(name, 'a list of numbers'), `${path}: ${name}`)
        : undefined,
    words: (name, engine) =>
      listWords(engine, tensorOf(name, 'a tensor of words'), `${path}: ${name}`),
    expectNoOther: () => {
      for (const name of tensors.keys()) {
        if (!asked.has(name)) throw new InputError(`${path}: unexpected tensor ${excerpt(name)}`);
      }
    },
  };
}

interface FiniteOptions {
  /** What the values are multiplied by; 1, if absent. */
  readonly factor?: number;
  /** Of the linear memory that the values may be in. */
  readonly engine?: Engine;
}

/**
 * @param where the file and the part of it that the values are, for errors
 * @throws InputError if a value is NaN or infinite
 */
export function expectFinite(
  where: string,
  values: Float32Array,
  { factor = 1, engine }: FiniteOptions = {},
): void {
  const place =
    engine && isPlaced(values)
      ? engine.kernels.findNotFinite(values.length, factor, values.byteOffset)
      : values.findIndex((value) => !Number.isFinite(Math.fround(factor * value)));
  if (place < 0) return;
  const found = Math.fround(factor * values[place]);
  throw new InputError(`${where}: expected finite numbers, found ${found} at index ${place}`);
}

function parseField<Schema extends v.GenericSchema>(
  where: string,
  text: string | undefined,
  schema: Schema,
): v.InferOutput<Schema> {
  if (text === undefined) throw new InputError(`${where} is missing`);
  const json = new JsonCursor(text, where);
  const value = json.readValue();
  json.readEnd();
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new InputError(`${where}${renderIssue(result.issues[0])}`);
}

function ascendingNumbers(tensor: StoredTensor, where: string): Uint32Array {
  if (tensor.shape.length !== 1) {
    throw new InputError(`${where}: expected one dimension, found [${tensor.shape.join(', ')}]`);
  }
  const values = uint32Of(tensor, where);
  for (let place = 1; place < values.length; place++) {
    if (values[place] > values[place - 1]) continue;
    throw new InputError(
      `${where}: expected ascending numbers, found ${values[place - 1]} before ${values[place]}`,
    );
  }
  return values;
}

function listWords(engine: Engine, tensor: StoredTensor, where: string): ListedWords {
  const bytes = utf8Of(tensor, where);
  const text = { address: placeIn(engine.memory, bytes), byteLength: bytes.length };
  // Counted before they are indexed: a tensor of little else than line ends would take all memory.
  const count = countLines(engine, text);
  if (count > MAXIMUM_WORDS) {
    throw new InputError(`${where}: expected at most ${MAXIMUM_WORDS} words, found ${count}`);
  }
  const strings = whileHeld(() => textOf(tensor, where).split('\n'));
  const { size, get, repeated } = indexLines(engine, text, count);
  if (repeated !== undefined) {
    throw new InputError(`${where}: ${excerpt(strings()[repeated])} occurs twice`);
  }
  return { size, get, strings };
}
