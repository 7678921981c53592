// A tagger from the content of a model file. docs/model-format.md documents the layout.
import * as v from 'valibot';
import { InputError, NoRoomError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import {
  type Arithmetic,
  type CompiledKernels,
  compileKernels,
  instantiateKernels,
} from '../../kernels/kernels.js';
import { ALIGNMENT, createMemory, type LinearMemory } from '../../kernels/memory.js';
import type { PlaceBytes, Safetensors } from '../../safetensors/safetensors.js';
import type { Engine } from '../../tensors/matrix.js';
import { networkConfigSchema } from '../network/config.js';
import { parameterShapes } from '../network/parameter-shapes.js';
import { createTagger, type Tagger, type TaggerContent } from '../tagger.js';
import type { ThreadOptions } from '../tagging/threads.js';
import { createLabels } from '../vocabulary/labels.js';
import { type CheckedFile, checkFile, expectFinite } from './checked-file.js';
import { type Membership, readMembership, storedName } from './ensemble-field.js';
import {
  ENSEMBLE_VERSION,
  FORMAT,
  FORMAT_VERSION,
  LANGUAGE_MODEL_FORMAT,
  type Provenance,
  secondBias,
} from './format.js';
import { renameOldKeys } from './old-names.js';
import { expectEmptyFirst, readWords } from './read-words.js';
import { temperatureSchema } from './temperature-schema.js';
import { conventionsOf, tokenizerVersions } from './text-field.js';

export interface LoadedModel {
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

const LARGEST_TYPE_COUNT = 10000;

const typesSchema = v.array(
  // Any text that can follow "B-" in a column of a corpus.
  v.pipe(
    v.string(),
    v.check((type) => /^(?!-)[^ \t\r\n]+$/.test(type), 'an entity type such as PER'),
  ),
);
const provenanceSchema = v.record(v.string(), v.unknown());

export interface ModelOptions {
  readonly arithmetic: Arithmetic;
  /** One thread, if absent. */
  readonly threads?: ThreadOptions;
  /** Whether a language model is read, too, which does not tag. */
  readonly acceptsLanguageModel?: boolean;
}

/** Reads a file into the bytes that it asks for. */
export type ReadContent = (place: PlaceBytes) => Safetensors | Promise<Safetensors>;

/**
 * The tagger of a file, which is read into the linear memory in which the tagger works. Claims of
 * the file are checked before memory is allocated for them.
 *
 * @param path names the file in errors
 * @throws InputError if the file is not a valid model or needs too much memory
 */
export async function decodeModel(
  path: string,
  read: ReadContent,
  options: ModelOptions,
): Promise<LoadedModel> {
  try {
    const compiled = compileKernels(options.arithmetic);
    const memory = createMemory();
    const engine = { memory, kernels: instantiateKernels(memory, compiled) };
    return decodePlaced(path, await read(placeIn(memory)), { ...options, engine, compiled });
  } catch (error) {
    if (!(error instanceof NoRoomError)) throw error;
    throw new InputError(`${path}: the model needs more than 4 GB of memory`);
  }
}

interface DecodeInput extends ModelOptions {
  /** Has the bytes of the file in its memory. */
  readonly engine: Engine;
  readonly compiled: CompiledKernels;
}

/** Places the bytes of a file so that those of its tensors are aligned. */
function placeIn(memory: LinearMemory): PlaceBytes {
  return (byteLength, dataBegin) => {
    const unaligned = dataBegin % ALIGNMENT;
    const before = unaligned === 0 ? 0 : ALIGNMENT - unaligned;
    return memory.bytes(memory.allocate(before + byteLength) + before, byteLength);
  };
}

function decodePlaced(
  path: string,
  { metadata, tensors }: Safetensors,
  { engine, compiled, acceptsLanguageModel, ...options }: DecodeInput,
): LoadedModel {
  expectFormat(path, metadata.format, acceptsLanguageModel === true);
  expectVersion(path, 'format_version', metadata.format_version, [
    FORMAT_VERSION,
    ENSEMBLE_VERSION,
  ]);
  expectVersion(path, 'tokenizer_version', metadata.tokenizer_version, tokenizerVersions);
  const file = checkFile(path, { metadata, tensors }, engine);
  const membership =
    metadata.format_version === ENSEMBLE_VERSION ? readMembership(file) : undefined;
  const config = file.field('config', networkConfigSchema);
  if (membership && config.subwords) {
    throw new InputError(`${path}: metadata "config": expected no subwords in an ensemble`);
  }
  const conventions = conventionsOf(metadata.tokenizer_version, file);
  const types = typesOf(path, file, metadata.format === LANGUAGE_MODEL_FORMAT ? 0 : 1);
  const characters = config.characters ? charactersOf(path, file, engine) : [];
  const sizes = { config, types, characters };
  const weights = memberIndices(membership).map((member) => weightsOf(path, file, member, sizes));
  const words = readWords(path, file, { config, conventions, engine, compiled, membership });
  // Added to the words, whose lists are made only when they are asked for.
  const trainingEntities = file.ascending('training.entities');
  const content = Object.assign(words.content, {
    config,
    types,
    characters,
    trainingEntities,
    conventions,
  });
  file.expectNoOther();
  const temperature = file.has('temperature') ? file.field('temperature', temperatureSchema) : 1;
  const provenance = renameOldKeys(file.field('provenance', provenanceSchema));

  const tagger = createTagger(content, { ...options, isTraining: false, stored: words.stored });
  tagger.temperature = temperature;
  tagger.networks.forEach(({ parameters }, index) => {
    for (const { name, value } of parameters.list) {
      const values = weights[index].get(name);
      if (!values) throw new Error(`no weights ${name}`);
      engine.memory.floats(value, values.length).set(values);
    }
  });
  return { tagger, provenance };
}

/** Undefined for a network alone. */
function memberIndices(membership: Membership | undefined): (number | undefined)[] {
  return membership ? membership.temperatures.map((_, member) => member) : [undefined];
}

function expectFormat(path: string, found: string | undefined, acceptsAny: boolean): void {
  if (found === FORMAT || (acceptsAny && found === LANGUAGE_MODEL_FORMAT)) return;
  throw new InputError(
    found === LANGUAGE_MODEL_FORMAT
      ? `${path}: expected a model that tags, found a language model; tagger train --from makes a tagger of it`
      : `${path}: expected a model written by tagger train, found another safetensors file`,
  );
}

function expectVersion(
  path: string,
  name: string,
  found: string | undefined,
  known: readonly string[],
) {
  if (found !== undefined && known.includes(found)) return;
  const expected = known.join(' or ');
  const shown = /^[\w.-]{1,20}$/.test(found ?? 'none') ? (found ?? 'none') : excerpt(found ?? '');
  throw new InputError(
    `${path}: expected ${name} ${expected}, found ${shown}: it was written by another version of tagger`,
  );
}

function typesOf(path: string, file: CheckedFile, least: 0 | 1): string[] {
  const types = file.field('types', typesSchema);
  const where = `${path}: metadata "types"`;
  if (least === 0 && types.length > 0) {
    throw new InputError(`${where}: expected none in a language model, found ${types.length}`);
  }
  if (types.length < least || types.length > LARGEST_TYPE_COUNT) {
    throw new InputError(
      `${where}: expected 1 to ${LARGEST_TYPE_COUNT} types, found ${types.length}`,
    );
  }
  const known = new Set<string>();
  for (const type of types) {
    if (known.has(type)) throw new InputError(`${where}: ${excerpt(type)} occurs twice`);
    known.add(type);
  }
  return types;
}

function charactersOf(path: string, file: CheckedFile, engine: Engine): readonly string[] {
  const where = `${path}: characters.letters`;
  const list = file.words('characters.letters', engine);
  expectEmptyFirst(where, list.get(''), 'character');
  const characters = list.strings();
  const other = characters.slice(1).find((character) => [...character].length !== 1);
  if (other === undefined) return characters;
  throw new InputError(`${where}: expected one character per line, found ${excerpt(other)}`);
}

/** The weights of a network by name, in the shapes that the configuration requires. */
function weightsOf(
  path: string,
  file: CheckedFile,
  member: number | undefined,
  { config, types, characters }: Pick<TaggerContent, 'config' | 'types' | 'characters'>,
): ReadonlyMap<string, Float32Array> {
  const weights = new Map<string, Float32Array>();
  const labelCount = createLabels(types).tags.length;
  const shapes = parameterShapes(config, { labelCount, characterCount: characters.length });
  for (const { name, shape } of shapes) {
    const stored = storedName(file, name, member);
    const values = file.floats(stored, shape);
    const twin = secondBias(name);
    weights.set(name, twin ? sum(stored, values, twin, file.floats(twin, shape)) : values);
  }
  return weights;

  // The sum of both biases, which PyTorch adds.
  function sum(name: string, a: Float32Array, twin: string, b: Float32Array): Float32Array {
    const sums = a.map((value, i) => value + b[i]);
    expectFinite(`${path}: ${name} + ${twin}`, sums);
    return sums;
  }
}
