// The model file: a tagger's weights as named tensors, its vocabularies as UTF-8 text in U8 tensors, everything else
// as strings in the metadata. The README writes the layout down.
import * as v from 'valibot';
import { InputError } from '../errors.js';
import type { Arithmetic } from '../kernels/kernels.js';
import { tokenizerVersion } from '../text/tokenizer.js';
import { networkConfigSchema } from './config.js';
import { readSafetensors, type Safetensors, writeSafetensors } from './safetensors.js';
import {
  float32Of,
  int8Of,
  type StoredTensor,
  tensorOfFloat32,
  tensorOfInt8,
  tensorOfText,
  textOf,
} from './stored-tensor.js';
import { createTagger, type Tagger, type TaggerContent } from './tagger.js';

/** Where a model comes from: corpora, options, scores. Kept and shown, never needed to tag. */
export type Provenance = Readonly<Record<string, unknown>>;

export interface LoadedModel {
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

const FORMAT = 'teddy-tagger';
const FORMAT_VERSION = '1';

const typesSchema = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[^-\s]\S*$/))),
  v.minLength(1),
  v.maxLength(10000),
  v.check((types) => new Set(types).size === types.length, 'Invalid type: found one twice'),
);
const vectorsSchema = v.strictObject({ digits_are_zeros: v.boolean() });
const provenanceSchema = v.record(v.string(), v.unknown());

/** Writes the tagger as a whole or not at all; returns the bytes written. */
export async function writeModel(
  path: string,
  tagger: Tagger,
  provenance: Provenance,
): Promise<number> {
  const { content } = tagger;
  const { vectors } = content;
  const metadata: Record<string, string> = {
    format: FORMAT,
    format_version: FORMAT_VERSION,
    tokenizer_version: String(tokenizerVersion),
    config: JSON.stringify(content.config),
    types: JSON.stringify(content.types),
    provenance: JSON.stringify(provenance),
  };
  if (vectors) metadata.vectors = JSON.stringify({ digits_are_zeros: vectors.digitsAreZeros });
  return writeSafetensors(path, { metadata, tensors: tensorsOf(tagger) });
}

function tensorsOf({ content, engine, network }: Tagger): Map<string, StoredTensor> {
  const { memory } = engine;
  const { parameters, table } = network;
  const tensors = new Map<string, StoredTensor>();
  for (const { name, shape, value, count } of parameters.list) {
    tensors.set(name, tensorOfFloat32(shape, memory.floats(value, count)));
    // PyTorch's nn.LSTM adds two biases; ours is the first, the second is zero.
    const twin = secondBias(name);
    if (twin) tensors.set(twin, tensorOfFloat32(shape, new Float32Array(count)));
  }
  const { rows, width, value } = table;
  tensors.set(
    'embedding.weight',
    tensorOfFloat32([rows, width], memory.floats(value, rows * width)),
  );
  tensors.set('embedding.words', tensorOfText(content.words.join('\n')));
  const { vectors } = content;
  if (vectors) {
    const count = vectors.words.length;
    tensors.set('vectors.weight', tensorOfInt8([count, width], vectors.bytes));
    tensors.set('vectors.scale', tensorOfFloat32([count], vectors.scales));
    tensors.set('vectors.words', tensorOfText(vectors.words.join('\n')));
  }
  return tensors;
}

function secondBias(name: string): string | undefined {
  return name.includes('.bias_ih_') ? name.replace('.bias_ih_', '.bias_hh_') : undefined;
}

/** Reads a tagger; whatever is wrong with the file is an InputError. */
export async function readModel(path: string, arithmetic: Arithmetic): Promise<LoadedModel> {
  const file = await readSafetensors(path);
  const content = contentOf(path, file);
  const tagger = createTagger(content, { arithmetic, isTraining: false });
  loadWeights(path, file, tagger);
  const provenance = parseField(path, file, 'provenance', provenanceSchema);
  return { tagger, provenance };
}

function contentOf(path: string, file: Safetensors): TaggerContent {
  const { metadata } = file;
  if (metadata.format !== FORMAT) {
    throw new InputError(
      `${path}: expected a model made by tagger train, found another safetensors file`,
    );
  }
  expectVersion(path, 'format_version', metadata.format_version, FORMAT_VERSION);
  expectVersion(path, 'tokenizer_version', metadata.tokenizer_version, String(tokenizerVersion));
  const config = parseField(path, file, 'config', networkConfigSchema);
  const types = parseField(path, file, 'types', typesSchema);
  const words = wordsOf(path, file, 'embedding.words');
  if (words[0] !== '') {
    throw new InputError(
      `${path}: embedding.words: expected an empty first line for the unknown word`,
    );
  }
  if (metadata.vectors === undefined) return { config, types, words };
  const { digits_are_zeros: digitsAreZeros } = parseField(path, file, 'vectors', vectorsSchema);
  const vectorWords = wordsOf(path, file, 'vectors.words');
  const count = vectorWords.length;
  const weight = tensorOf(path, file, 'vectors.weight', [count, config.wordDimension]);
  const scale = tensorOf(path, file, 'vectors.scale', [count]);
  const scales = float32Of(scale, `${path}: vectors.scale`);
  expectFinite(path, 'vectors.scale', scales);
  const bytes = int8Of(weight, `${path}: vectors.weight`);
  return { config, types, words, vectors: { words: vectorWords, bytes, scales, digitsAreZeros } };
}

function loadWeights(path: string, file: Safetensors, tagger: Tagger): void {
  const { engine, network } = tagger;
  const { table, parameters } = network;
  const places = [
    ...parameters.list,
    { name: 'embedding.weight', shape: [table.rows, table.width], value: table.value },
  ];
  const known = new Set(['embedding.words']);
  if (tagger.content.vectors)
    for (const part of ['weight', 'scale', 'words']) known.add(`vectors.${part}`);
  for (const { name, shape, value } of places) {
    load(name, shape, (values) => engine.memory.floats(value, values.length).set(values));
    const twin = secondBias(name);
    // Both biases are added, as PyTorch does.
    if (twin)
      load(twin, shape, (values) => addTo(engine.memory.floats(value, values.length), values));
  }
  for (const name of file.tensors.keys()) {
    if (!known.has(name)) throw new InputError(`${path}: expected no tensor "${name}"`);
  }

  function load(name: string, shape: readonly number[], set: (values: Float32Array) => void): void {
    const values = float32Of(tensorOf(path, file, name, shape), `${path}: ${name}`);
    expectFinite(path, name, values);
    set(values);
    known.add(name);
  }
}

function addTo(sum: Float32Array, values: Float32Array): void {
  values.forEach((value, i) => {
    sum[i] += value;
  });
}

function parseField<Schema extends v.GenericSchema>(
  path: string,
  { metadata }: Safetensors,
  field: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const text = metadata[field];
  const where = `${path}: metadata "${field}"`;
  if (text === undefined) throw new InputError(`${where}: expected it, found none`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${where}: expected JSON, found "${text.slice(0, 60)}"`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const key = v.getDotPath(issue);
  throw new InputError(`${where}${key ? ` (${key})` : ''}: ${issue.message}`);
}

function expectVersion(path: string, name: string, found: string | undefined, expected: string) {
  if (found === expected) return;
  throw new InputError(
    `${path}: expected ${name} ${expected}, found ${found ?? 'none'}: it was written by another version of tagger`,
  );
}

function tensorOf(
  path: string,
  file: Safetensors,
  name: string,
  shape: readonly number[],
): StoredTensor {
  const tensor = file.tensors.get(name);
  const expected = `expected a tensor of shape [${shape.join(', ')}]`;
  if (!tensor) throw new InputError(`${path}: ${name}: ${expected}, found none`);
  if (tensor.shape.join() !== shape.join()) {
    throw new InputError(`${path}: ${name}: ${expected}, found [${tensor.shape.join(', ')}]`);
  }
  return tensor;
}

function wordsOf(path: string, file: Safetensors, name: string): string[] {
  const tensor = file.tensors.get(name);
  if (!tensor) throw new InputError(`${path}: ${name}: expected a tensor of words, found none`);
  const text = textOf(tensor, `${path}: ${name}`);
  const words = text.split('\n');
  if (new Set(words).size !== words.length) {
    throw new InputError(`${path}: ${name}: expected each word once, found one twice`);
  }
  return words;
}

function expectFinite(path: string, name: string, values: Float32Array): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new InputError(
    `${path}: ${name}: expected finite numbers, found ${values[place]} at ${place}`,
  );
}
