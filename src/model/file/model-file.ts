// The model file: the weights of a tagger as named tensors, its vocabularies as tensors of UTF-8
// text, everything else as strings in the metadata. docs/model-format.md documents the layout.
import * as v from 'valibot';
import { InputError, NoRoomError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import type { WriteOptions } from '../../files/write-file.js';
import type { Arithmetic } from '../../kernels/kernels.js';
import { ALIGNMENT, createMemory } from '../../kernels/memory.js';
import { readSafetensors, writeSafetensors } from '../../safetensors/safetensors.js';
import { networkConfigSchema } from '../network/config.js';
import { parameterShapes } from '../network/parameter-shapes.js';
import { createTagger, type Tagger, type TaggerContent } from '../tagger.js';
import type { ThreadOptions } from '../tagging/threads.js';
import { createLabels } from '../vocabulary/labels.js';
import { type CheckedFile, checkFile, expectFinite } from './checked-file.js';
import { type Membership, readMembership, storedName } from './ensemble-field.js';
import { renameOldKeys } from './old-names.js';
import { expectEmptyFirst, readWords } from './read-words.js';
import { membershipOf, secondBias, tensorsOf } from './tagger-tensors.js';
import { temperatureSchema } from './temperature-schema.js';
import { conventionsFields, conventionsOf, tokenizerVersions } from './text-field.js';

/** How a model was made: corpora, options, scores. Kept and shown, but not needed for tagging. */
export type Provenance = Readonly<Record<string, unknown>>;

export interface LoadedModel {
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

const FORMAT = 'teddy-tagger';
// Programs that know only the first version cannot read an ensemble.
const FORMAT_VERSION = '1';
const ENSEMBLE_VERSION = '2';

export const LARGEST_TYPE_COUNT = 10000;
// The header has to hold it beside the types, and as JSON within JSON.
const LONGEST_PROVENANCE = 2 ** 21;

const typesSchema = v.array(
  // Any text that can follow "B-" in a column of a corpus.
  v.pipe(
    v.string(),
    v.check((type) => /^(?!-)[^ \t\r\n]+$/.test(type), 'an entity type such as PER'),
  ),
);
const provenanceSchema = v.record(v.string(), v.unknown());

/** Writes the file of a tagger whole or not at all, and returns its length in bytes. */
export async function writeModel(
  path: string,
  tagger: Tagger,
  provenance: Provenance,
  options?: WriteOptions,
): Promise<number> {
  const { content } = tagger;
  const { vectors } = content;
  const membership = membershipOf(tagger);
  const metadata: Record<string, string> = {
    format: FORMAT,
    format_version: membership ? ENSEMBLE_VERSION : FORMAT_VERSION,
    ...conventionsFields(content.conventions),
    // In the order of the schema, so that the same network gives the same bytes.
    config: JSON.stringify(v.parse(networkConfigSchema, content.config)),
    types: JSON.stringify(content.types),
    provenance: renderProvenance(provenance),
  };
  if (tagger.temperature !== 1) metadata.temperature = JSON.stringify(tagger.temperature);
  if (vectors) metadata.vectors = JSON.stringify({ digitsAreZeros: vectors.digitsAreZeros });
  if (membership) metadata.ensemble = JSON.stringify(membership);
  return writeSafetensors(path, { metadata, tensors: tensorsOf(tagger, membership) }, options);
}

/** Without its longest parts if the header has no room for all. */
function renderProvenance(provenance: Provenance): string {
  const whole = JSON.stringify(provenance);
  if (whole.length <= LONGEST_PROVENANCE) return whole;
  const { learningCurve, ...rest } = provenance;
  const { learningCurve: _, scores, ...least } = rest as Record<string, unknown>;
  const found = [rest, least].map((part) => JSON.stringify(part));
  return found.find(({ length }) => length <= LONGEST_PROVENANCE) ?? '{}';
}

/**
 * Reads a tagger. Claims of the file are checked before memory is allocated for them.
 *
 * @throws InputError if the file cannot be read, is not a valid model or needs too much memory
 */
export async function readModel(
  path: string,
  arithmetic: Arithmetic,
  threads?: ThreadOptions,
): Promise<LoadedModel> {
  try {
    return await readUnlimited(path, arithmetic, threads);
  } catch (error) {
    if (!(error instanceof NoRoomError)) throw error;
    throw new InputError(`${path}: the model needs more than 4 GB of memory`);
  }
}

async function readUnlimited(
  path: string,
  arithmetic: Arithmetic,
  threads?: ThreadOptions,
): Promise<LoadedModel> {
  const memory = createMemory();
  const { metadata, tensors } = await readSafetensors(path, (byteLength, dataBegin) => {
    const unaligned = dataBegin % ALIGNMENT;
    const before = unaligned === 0 ? 0 : ALIGNMENT - unaligned;
    return memory.bytes(memory.allocate(before + byteLength) + before, byteLength);
  });
  if (metadata.format !== FORMAT) {
    throw new InputError(
      `${path}: expected a model written by tagger train, found another safetensors file`,
    );
  }
  expectVersion(path, 'format_version', metadata.format_version, [
    FORMAT_VERSION,
    ENSEMBLE_VERSION,
  ]);
  expectVersion(path, 'tokenizer_version', metadata.tokenizer_version, tokenizerVersions);
  const file = checkFile(path, { metadata, tensors });
  const membership =
    metadata.format_version === ENSEMBLE_VERSION ? readMembership(file) : undefined;
  const config = file.field('config', networkConfigSchema);
  if (membership && config.subwords) {
    throw new InputError(`${path}: metadata "config": expected no subwords in an ensemble`);
  }
  const conventions = conventionsOf(metadata.tokenizer_version, file);
  const types = typesOf(path, file);
  const characters = config.characters ? charactersOf(path, file) : [];
  const sizes = { config, types, characters };
  const weights = memberIndices(membership).map((member) => weightsOf(path, file, member, sizes));
  const words = readWords(path, file, { config, conventions, memory, membership });
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

  const tagger = createTagger(content, {
    arithmetic,
    threads,
    isTraining: false,
    stored: words.stored,
  });
  tagger.temperature = temperature;
  tagger.networks.forEach(({ parameters }, index) => {
    for (const { name, value } of parameters.list) {
      const values = weights[index].get(name);
      if (!values) throw new Error(`no weights ${name}`);
      memory.floats(value, values.length).set(values);
    }
  });
  return { tagger, provenance };
}

/** Undefined for a network alone. */
function memberIndices(membership: Membership | undefined): (number | undefined)[] {
  return membership ? membership.temperatures.map((_, member) => member) : [undefined];
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

function typesOf(path: string, file: CheckedFile): string[] {
  const types = file.field('types', typesSchema);
  const where = `${path}: metadata "types"`;
  if (types.length === 0 || types.length > LARGEST_TYPE_COUNT) {
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

function charactersOf(path: string, file: CheckedFile): string[] {
  const where = `${path}: characters.letters`;
  const list = file.words('characters.letters');
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
