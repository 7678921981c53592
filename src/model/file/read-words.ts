// The words of a model file, looked up in its bytes, and their rows, used in place if the file is
// in linear memory. Copying rows and making strings would take longer than the rest of reading.
import * as v from 'valibot';
import { InputError } from '../../errors.js';
import type { CompiledKernels } from '../../kernels/kernels.js';
import type { LinearMemory } from '../../kernels/memory.js';
import type { QuantizedRows } from '../../layers/embedding.js';
import type { Engine } from '../../tensors/matrix.js';
import type { TextConventions } from '../../text/text-conventions.js';
import type { NetworkConfig } from '../network/config.js';
import { dequantizeVectors, type QuantizedVectors } from '../quantized-vectors.js';
import type { StoredVectors, StoredWords, TaggerContent } from '../tagger.js';
import { lexiconOf } from '../vocabulary/lexicon.js';
import { type CheckedFile, expectFinite, type ListedWords } from './checked-file.js';
import { expectOwnRows, type Membership, memberName } from './ensemble-field.js';
import { renameOldKeys } from './old-names.js';
import { placeIn } from './place-values.js';

const vectorsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(renameOldKeys),
  v.strictObject({ digitsAreZeros: v.boolean() }),
);

export interface ReadWords {
  readonly stored: StoredWords;
  /** The words and vectors, made from the bytes of the file whenever they are asked for. */
  readonly content: Pick<TaggerContent, 'words' | 'subwords' | 'subwordVectors' | 'vectors'>;
}

interface ReadWordsOptions {
  readonly config: NetworkConfig;
  readonly conventions: TextConventions;
  /** Undefined for a network alone. */
  readonly membership: Membership | undefined;
  /** Its memory holds the bytes of the file, and receives copies of those that are not aligned. */
  readonly engine: Engine;
  /** The kernels of the engine. */
  readonly compiled: CompiledKernels;
}

/** The words and vectors of a model file. */
export function readWords(path: string, file: CheckedFile, options: ReadWordsOptions): ReadWords {
  const { config, conventions, engine, compiled, membership } = options;
  const words = file.words('embedding.words', engine);
  expectEmptyFirst(`${path}: embedding.words`, words.get(''), 'word');
  const place: PlaceOptions = { ...options, where: `${path}: metadata "ensemble"` };
  const subwords = readSubwords(file, options);
  const values = placeWords(file, { words: words.size, ...subwords }, place);
  const vectors = file.has('vectors') ? readVectors(file, place) : undefined;
  expectOwnRows(
    `${place.where}: ownVectors`,
    membership?.ownVectors ?? 0,
    vectors?.words.size ?? 0,
  );
  const subwordCount = subwords.list?.size ?? 0;
  const rows = { rows: words.size + subwordCount, width: config.wordDimension };
  const tables = values.map((value, member) => {
    const own = vectors?.own[member];
    const common = vectors?.common ?? { count: 0, bytes: 0, scales: 0 };
    return own ? { ...rows, value, fixed: own, common } : { ...rows, value, fixed: common };
  });
  const digitsAreZeros = vectors?.digitsAreZeros ?? false;
  const { wordForms } = conventions;
  const forms = { foldsWords: config.foldsWords, digitsAreZeros, wordForms, subwordCount };
  const lexicon = lexiconOf(words, vectors?.words ?? new Map(), forms);
  return {
    stored: { engine, compiled, tables, lexicon },
    content: {
      get words() {
        return words.strings();
      },
      subwords: subwords.list?.strings(),
      ...(subwords.vectors && { subwordVectors: subwords.vectors }),
      ...(membership && { memberTemperatures: membership.temperatures }),
      vectors: vectors && storedVectors(vectors, engine.memory, config.wordDimension),
    },
  };
}

interface ReadSubwords {
  /** Undefined if the network reads none. */
  readonly list?: ListedWords;
  /** Their rows if the file has them as bytes. */
  readonly vectors?: QuantizedVectors;
}

function readSubwords(file: CheckedFile, { config, engine }: ReadWordsOptions): ReadSubwords {
  if (!config.subwords) return {};
  const list = file.words('embedding.subwords', engine);
  if (!file.hasTensor('subwords.weight')) return { list };
  return { list, vectors: readRows(file, 'subwords', [list.size, config.wordDimension], engine) };
}

interface PlaceOptions extends ReadWordsOptions {
  /** The field that claims how many rows there are, for errors. */
  readonly where: string;
}

/** The address of the learned rows of each network; an ensemble has no subwords. */
function placeWords(
  file: CheckedFile,
  { words, list, vectors: subwordVectors }: ReadSubwords & { readonly words: number },
  { config: { wordDimension: width }, engine: { memory }, membership, where }: PlaceOptions,
): number[] {
  const name = 'embedding.weight';
  const rows = words + (subwordVectors ? 0 : (list?.size ?? 0));
  if (!membership) {
    const floats = file.floats(name, [rows, width]);
    return [subwordVectors ? joinRows(memory, floats, subwordVectors) : placeIn(memory, floats)];
  }
  const { ownWords } = membership;
  const members = membership.temperatures.length;
  expectOwnRows(`${where}: ownWords`, ownWords, rows);
  const common = ownWords < rows ? file.floats(name, [rows - ownWords, width]) : undefined;
  if (ownWords === 0 && common) return new Array<number>(members).fill(placeIn(memory, common));
  return Array.from({ length: members }, (_, member) => {
    const own = file.floats(memberName(member, name), [ownWords, width]);
    if (!common) return placeIn(memory, own);
    // The rows of a table follow each other without gaps.
    const address = memory.allocate(rows * width * 4);
    const values = memory.floats(address, rows * width);
    values.set(own);
    values.set(common, own.length);
    return address;
  });
}

/** Vectors whose words and numbers are made only when they are asked for. */
function storedVectors(
  { words, digitsAreZeros, ownCount, common }: ReadVectors,
  memory: LinearMemory,
  width: number,
): StoredVectors {
  return {
    digitsAreZeros,
    ...(ownCount > 0 && { ownCount }),
    get words() {
      return words.strings();
    },
    get bytes() {
      const bytes = memory.bytes(common.bytes, common.count * width);
      return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    get scales() {
      return memory.floats(common.scales, common.count);
    },
  };
}

/**
 * Checks that the first line of a vocabulary is empty, which is the entry of unknown words.
 *
 * @param row the row of the empty line, if there is one
 * @param what is listed, for the error
 */
export function expectEmptyFirst(where: string, row: number | undefined, what: string): void {
  if (row === 0) return;
  throw new InputError(`${where}: expected an empty first line for the unknown ${what}`);
}

interface ReadVectors {
  readonly digitsAreZeros: boolean;
  readonly words: ListedWords;
  readonly ownCount: number;
  /** By member; empty if there are none. */
  readonly own: readonly QuantizedRows[];
  /** Of the words after these. */
  readonly common: QuantizedRows;
}

function readVectors(
  file: CheckedFile,
  { config: { wordDimension: width }, engine, membership, where }: PlaceOptions,
): ReadVectors {
  const { memory } = engine;
  const { digitsAreZeros } = file.field('vectors', vectorsSchema);
  const words = file.words('vectors.words', engine);
  const ownCount = membership?.ownVectors ?? 0;
  expectOwnRows(`${where}: ownVectors`, ownCount, words.size);
  const read = (nameOf: (name: string) => string, count: number): QuantizedRows => {
    const { bytes, scales } = readRows(file, nameOf('vectors'), [count, width], engine);
    return { count, bytes: placeIn(memory, bytes), scales: placeIn(memory, scales) };
  };
  const own = Array.from(
    { length: ownCount > 0 ? (membership?.temperatures.length ?? 0) : 0 },
    (_, member) => read((name) => memberName(member, name), ownCount),
  );
  const isWhole = ownCount > 0 && ownCount === words.size;
  const common = isWhole
    ? { count: 0, bytes: 0, scales: 0 }
    : read((name) => name, words.size - ownCount);
  return { digitsAreZeros, words, ownCount, own, common };
}

function readRows(
  file: CheckedFile,
  name: string,
  [count, width]: readonly [number, number],
  engine: Engine,
): QuantizedVectors {
  const bytes = file.signedBytes(`${name}.weight`, [count, width]);
  const scales = file.floats(`${name}.scale`, [count]);
  // The largest number of a row must be finite, like every weight.
  expectFinite(`${file.path}: 128 times ${name}.scale`, scales, { factor: 128, engine });
  return { bytes, scales };
}

/** The address of the rows of words, followed by those of subwords that the file has as bytes. */
function joinRows(memory: LinearMemory, words: Float32Array, subwords: QuantizedVectors): number {
  const address = memory.allocate((words.length + subwords.bytes.length) * 4);
  memory.floats(address, words.length).set(words);
  const first = address + words.length * 4;
  dequantizeVectors(subwords, memory.floats(first, subwords.bytes.length));
  return address;
}
