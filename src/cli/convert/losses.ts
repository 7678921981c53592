// What the output of `tagger convert` has no place for, counted by kind.
import type { AnnotatedDocument } from '../../annotations/document.js';
import type { Feature } from '../formats/table/targets.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';

/** Features that the format does not have, and what it writes otherwise. */
export type OutputLossKind = Feature | 'spaces' | 'characters' | 'types' | 'entities' | 'lineEnds';

const LOSS_PHRASES: Readonly<Record<OutputLossKind, (count: number) => string>> = {
  documents: (count) => renderCount(count, 'document boundary').replace(/ys$/, 'ies'),
  ids: (count) => renderCount(count, 'document id'),
  blank: (count) => `${renderCount(count, 'text')} without a word`,
  spaces: (count) => `white space of ${renderCount(count, 'text')}`,
  tokens: (count) => `tokens of ${renderCount(count, 'text')}`,
  sentences: (count) => `sentences of ${renderCount(count, 'text')}`,
  characters: (count) => `characters in ${renderCount(count, 'place')}`,
  brackets: (count) => `brackets of ${renderCount(count, 'text')}, which look like entities`,
  types: (count) => `exact types of ${renderEntities(count)}`,
  entities: (count) => `exact places of ${renderEntities(count)}`,
  lineEnds: (count) =>
    `${renderEntities(count)} over line ends, which ${count === 1 ? 'is' : 'are'} cut there`,
  confidences: (count) => renderCount(count, 'confidence'),
  entityIds: (count) => renderCount(count, 'entity id'),
};

const renderEntities = (count: number) =>
  count === 1 ? '1 entity' : `${renderInteger(count)} entities`;

export interface OutputLosses {
  /** Adds one. */
  add(kind: OutputLossKind, place: Pick<AnnotatedDocument, 'path' | 'line'>): void;
  /** A phrase for each kind, such as "3 confidences (the first: in.jsonl:1)". */
  render(): string[];
}

export function createOutputLosses(): OutputLosses {
  const losses = new Map<OutputLossKind, { count: number; readonly first: string }>();
  return {
    add: (kind, { path, line }) => {
      const known = losses.get(kind);
      if (known !== undefined) known.count++;
      else losses.set(kind, { count: 1, first: line === undefined ? path : `${path}:${line}` });
    },
    render: () =>
      [...losses].map(([kind, { count, first }]) => {
        const where = count === 1 ? first : `the first: ${first}`;
        return `${LOSS_PHRASES[kind](count)} (${where})`;
      }),
  };
}
