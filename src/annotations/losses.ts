// Counts of the annotations that a reader does not carry over, by kind.

interface LossName {
  readonly one: string;
  readonly many: string;
  /** Whether --strict refuses it: an annotation is missing, differs or is not a person's. */
  readonly isLoss: boolean;
}

const lost = (one: string, many: string): LossName => ({ one, many, isLoss: true });
const noted = (one: string, many: string): LossName => ({ one, many, isLoss: false });

/** What each kind is called, and how it is read. */
export const LOSS_NAMES = {
  overlapping: lost('overlapping entity left out', 'overlapping entities left out'),
  discontinuous: lost(
    'discontinuous entity read as one range',
    'discontinuous entities read as one range',
  ),
  empty: lost('entity without text left out', 'entities without text left out'),
  untyped: lost('entity without a type left out', 'entities without a type left out'),
  furtherTypes: lost('second type of an entity left out', 'further types of entities left out'),
  relations: lost('relation left out', 'relations left out'),
  events: lost('event left out', 'events left out'),
  attributes: lost('attribute left out', 'attributes left out'),
  normalizations: lost('normalization left out', 'normalizations left out'),
  notes: lost('note left out', 'notes left out'),
  otherAnnotations: lost(
    'annotation of another kind left out',
    'annotations of other kinds left out',
  ),
  otherAnnotators: lost(
    'annotation by a further annotator left out',
    'annotations by further annotators left out',
  ),
  predictions: lost(
    'record without annotations, its predictions read instead',
    'records without annotations, their predictions read instead',
  ),
  rejected: noted(
    'record that was not accepted left out',
    'records that were not accepted left out',
  ),
  unannotated: noted('record without annotations left out', 'records without annotations left out'),
  trimmed: noted(
    'entity trimmed of white space at its ends',
    'entities trimmed of white space at their ends',
  ),
} as const satisfies Readonly<Record<string, LossName>>;

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
