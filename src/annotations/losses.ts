// Counts of the annotations that a reader does not carry over, by kind.

/** What each kind of loss is called, in the singular and in the plural. */
export const LOSS_NAMES = {
  overlapping: ['overlapping entity', 'overlapping entities'],
  discontinuous: ['discontinuous entity', 'discontinuous entities'],
  empty: ['entity without text', 'entities without text'],
  untyped: ['entity without a type', 'entities without a type'],
  extraTypes: ['second type of an entity', 'second types of entities'],
  relations: ['relation', 'relations'],
  events: ['event', 'events'],
  attributes: ['attribute', 'attributes'],
  normalizations: ['normalization', 'normalizations'],
  notes: ['note', 'notes'],
  otherAnnotations: ['annotation of another kind', 'annotations of other kinds'],
  otherAnnotators: ['annotation by a further annotator', 'annotations by further annotators'],
  predictions: ['prediction', 'predictions'],
  rejected: ['record that was not accepted', 'records that were not accepted'],
  unannotated: ['record without annotations', 'records without annotations'],
  blank: ['record without text', 'records without text'],
} as const satisfies Readonly<Record<string, readonly [one: string, many: string]>>;

export type LossKind = keyof typeof LOSS_NAMES;

export interface Loss {
  readonly count: number;
  /** The place of the first one, such as `notes.ann:3`. */
  readonly first: string;
}

export type Losses = ReadonlyMap<LossKind, Loss>;

export interface LossCounter {
  readonly losses: Losses;
  /** @param place of the annotation, such as `notes.ann:3` */
  add(kind: LossKind, place: string, count?: number): void;
}

export function createLossCounter(): LossCounter {
  const losses = new Map<LossKind, Loss>();
  return {
    losses,
    add: (kind, place, count = 1) => {
      const known = losses.get(kind);
      losses.set(kind, { count: (known?.count ?? 0) + count, first: known?.first ?? place });
    },
  };
}
