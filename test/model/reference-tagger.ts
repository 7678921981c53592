// The float64 reference of a tagger's network, fed with numbers out of the engine's memory or a
// model file.
import type { Tagger } from '../../src/model/tagger.js';
import type { Labels } from '../../src/model/vocabulary/labels.js';
import type { WordContext } from '../../src/model/vocabulary/word-context.js';
import type { CellName } from '../reference/cells/cells.js';
import type { CrfConstraints } from '../reference/crf-scores.js';
import { addNamed, type NamedArrays } from '../reference/named-arrays.js';
import { network } from '../reference/network.js';
import { dequantizeRows } from '../reference/quantization.js';
import { gatherRows } from '../reference/rows.js';
import { subwords as subwordSums } from '../reference/subwords.js';
import { wordInput } from '../reference/word-input.js';

export interface ReferenceTagger {
  /** Under the reference's names. */
  readonly parameters: NamedArrays;
  /** (rows, E): the learned rows, then those of the vector file. */
  readonly table: Float64Array;
  readonly E: number;
  readonly H: number;
  readonly decoder: 'crf' | 'softmax';
  /** The cell of the recurrent layer over characters, if there is one. */
  readonly characterCell?: CellName;
  readonly allowed: CrfConstraints;
}

export interface ReferenceSentence {
  readonly wordIds: readonly number[];
  /** Of a network that reads subwords: as many, rows of the table. */
  readonly subwords?: readonly (readonly number[])[];
  /** Of a network that reads characters: as many, rows of the characters of each word. */
  readonly spellings?: readonly (readonly number[])[];
  /** Of a network that sees shapes: as many, their rows. */
  readonly shapes?: readonly number[];
  /** Of a network that reads documents: as many, what the engine reads of them. */
  readonly contexts?: readonly (WordContext | undefined)[];
  /** The same as the reference's numbers. */
  readonly documents?: readonly (readonly number[])[];
  readonly labelIds: readonly number[];
}

/**
 * The reference's pass over these sentences; the loss is their mean, dInputs are those of the
 * words' rows, dSubwords that of the table as far as subwords are read.
 */
export function referencePass(tagger: ReferenceTagger, sentences: readonly ReferenceSentence[]) {
  const { parameters, table, E, H, decoder, allowed, characterCell } = tagger;
  const zeroState = () => [new Float64Array(H), new Float64Array(H)];
  const vectors = sentences.map(({ wordIds, subwords = [] }) => {
    const lists = wordIds.map((_, index) => subwords[index] ?? []);
    return subwordSums(gatherRows(table, wordIds, E), lists, table);
  });
  const inputs = sentences.map(({ subwords: _, ...reading }, n) =>
    wordInput(vectors[n].output, { ...reading, characterCell }, parameters),
  );
  const pass = network(
    sentences.map(({ labelIds }, n) => ({
      inputs: inputs[n].output,
      labels: labelIds,
      initialStates: [[zeroState(), zeroState()]],
    })),
    parameters,
    {
      cell: 'lstm',
      layerCount: 1,
      directions: ['forward', 'reverse'],
      denseWidths: [],
      decoder,
      divisor: sentences.length,
      allowed,
    },
  );

  const backward = () => {
    const { dParameters, dInputs } = pass.backward();
    const gradients = dInputs.map((dInput, n) => inputs[n].backward(dInput));
    for (const gradient of gradients) addNamed(dParameters, gradient.dParameters);
    const byWord = gradients.map(({ dWords }, n) => vectors[n].backward(dWords));
    const dSubwords = new Float64Array(table.length);
    for (const { dTable } of byWord)
      dTable.forEach((d, i) => {
        dSubwords[i] += d;
      });
    return { dParameters, dInputs: byWord.map(({ dWords }) => dWords), dSubwords };
  };

  return { ...pass, backward };
}

/** What the engine's memory holds at this moment. */
export function referenceOf({ content, engine, labels, network, lexicon }: Tagger) {
  const { memory } = engine;
  const { table, parameters } = network;
  const { wordDimension: E, hidden: H, decoder, characters } = content.config;
  const learned = memory.floats(table.value, table.rows * E);
  const { bytes, scales, count } = table.fixed;
  const fixed = dequantizeRows(
    new Int8Array(memory.bytes(bytes, count * E)),
    memory.floats(scales, count),
    E,
  );
  return {
    parameters: Object.fromEntries(
      parameters.list.map(({ name, value, count }) => [
        referenceName(name),
        Float64Array.from(memory.floats(value, count)),
      ]),
    ),
    table: Float64Array.from([...learned, ...fixed]),
    E,
    H,
    decoder,
    characterCell: characters?.encoder === 'rnn' ? characters.cell : undefined,
    allowed: constraintsOf(labels),
    idOf: lexicon.idOf,
    wordIdsOf: (tokens: readonly string[]) => tokens.map((token) => lexicon.idOf(token)),
  };
}

/** The engine keeps one bias for each gate, PyTorch two. */
export function referenceName(name: string): string {
  return name.replace('.bias_ih_', '.bias_');
}

export function constraintsOf({ tags, isLegal }: Labels): CrfConstraints {
  const ids = tags.map((_, id) => id);
  return {
    transitions: ids.flatMap((i) => ids.map((j) => isLegal(i, j))),
    start: ids.map((j) => isLegal(null, j)),
    end: ids.map((i) => isLegal(i, null)),
  };
}
