// What a model file says of itself, as lines to read.

import type { Provenance } from '../../model/file/model-file.js';
import type { NetworkConfig } from '../../model/network/config.js';
import { printable } from '../terminal/escape.js';
import { originFields } from './provenance.js';
import { renderFields } from './two-columns.js';

export interface ModelDescription extends NetworkConfig {
  /** Of the file. */
  readonly name: string;
  /** Of the file. */
  readonly byteCount: number;
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** What the network chooses among for each token. */
  readonly labels: readonly string[];
  /** Words learned in training. */
  readonly wordCount: number;
  /** Letters learned in training. */
  readonly letterCount: number;
  /** Rows kept of a vector file. */
  readonly vectorCount: number;
  readonly wordParameterCount: number;
  readonly networkParameterCount: number;
  readonly provenance: Provenance;
}

export function renderDescription(description: ModelDescription): string {
  const fields = networkLines(description).map(([label, text]) => ({ label, text }));
  return renderFields([...fields, ...originFields(description.provenance)]);
}

function networkLines(description: ModelDescription): [label: string, text: string][] {
  const { wordParameterCount, networkParameterCount, dense } = description;
  return [
    ['model', `${printable(description.name)}, ${(description.byteCount / 1e6).toFixed(1)} MB`],
    ['cell', description.cell],
    ['directions', description.directions === 2 ? 'forward and reverse' : 'forward'],
    ['layers', String(description.layers)],
    ['word dimension', String(description.wordDimension)],
    ['characters', renderCharacters(description)],
    ['shape', description.shape ? `${description.shape.dimension} numbers` : 'none'],
    ['hidden', `${description.hidden} units a direction`],
    ['dense', dense.length > 0 ? dense.join(', ') : 'none'],
    ['decoder', description.decoder],
    ['types', printable(description.types.join(', '))],
    ['labels', `${count(description.labels.length)}: O, and B, I, E, S of each type`],
    ['words', renderWords(description)],
    [
      'parameters',
      `${count(wordParameterCount + networkParameterCount)}: ` +
        `${count(wordParameterCount)} of words, ${count(networkParameterCount)} of the network`,
    ],
  ];
}

/** A model may have learned none but the unknown word, or keep those it has learned as vectors. */
function renderWords({ foldsWords, wordCount, vectorCount }: ModelDescription): string {
  const vectors = `${count(vectorCount)} kept as vectors`;
  if (wordCount === 0) return foldsWords ? `${vectors}, found in any case` : vectors;
  return `${count(wordCount)} learned${foldsWords ? ' in any case as one' : ''}, ${vectors}`;
}

function renderCharacters({ characters, letterCount }: ModelDescription): string {
  if (!characters) return 'none';
  const reader =
    characters.encoder === 'cnn'
      ? `cnn, widths ${characters.widths.join(', ')}, ${characters.filters} filters each`
      : `rnn, ${characters.cell} of ${characters.hidden} units a direction`;
  return `${reader}, over letters of ${characters.dimension} numbers, ${letterCount} letters known`;
}

const count = (value: number) => value.toLocaleString('en');
