// Ways in which files write tags: as B-PER, as PER-B, in lower case, without prefix or type, in CoNLL-U's MISC column.
import { isTag } from './tags.js';

/** How the cells of a column stand for tags. */
export interface TagNotation {
  /** What a user reads about it; absent if the cells are tags as they are. */
  readonly description?: string;
  /** The tag that a cell stands for; undefined if it stands for none. */
  parse(cell: string): string | undefined;
  /** The cell for a tag; absent if cells hold more than their tag. */
  readonly render?: (tag: string) => string;
}

/** The type of entities whose tags are only B and I. */
export const UNNAMED_TYPE = 'ENTITY';

export const plainNotation: TagNotation = {
  parse: (cell) => (isTag(cell) ? cell : undefined),
  render: (tag) => tag,
};

const lowerCase: TagNotation = {
  description: 'tags with a prefix in lower case (b-per) as B-per',
  parse: (cell) => {
    const tag = cell[0]?.toUpperCase() + cell.slice(1);
    return /^(?:o$|[bieslum]-)/u.test(cell) && isTag(tag) ? tag : undefined;
  },
  render: (tag) => tag[0].toLowerCase() + tag.slice(1),
};

const suffixed: TagNotation = {
  description: 'tags with the prefix at the end (PER-B) as B-PER',
  parse: (cell) => {
    if (cell === 'O') return cell;
    const tag = `${cell.slice(-1)}-${cell.slice(0, -2)}`;
    return /^[^-].*-[BIESLUM]$/su.test(cell) && isTag(tag) ? tag : undefined;
  },
  render: (tag) => (tag === 'O' ? tag : `${tag.slice(2)}-${tag[0]}`),
};

const untyped: TagNotation = {
  description: `tags without a type (B, I) as entities of the type ${UNNAMED_TYPE}`,
  parse: (cell) => {
    if (cell === 'O') return cell;
    return /^[BIESLUM]$/u.test(cell) ? `${cell}-${UNNAMED_TYPE}` : undefined;
  },
  render: (tag) => tag[0],
};

// I- begins an entity after O or another type, so neighbors of one type are one entity.
const unprefixed: TagNotation = {
  description: 'types without a prefix (PER), neighbors of one type as one entity',
  parse: (cell) => {
    if (cell === 'O') return cell;
    const isType = /^(?!O+$)\p{L}[\p{L}\p{N}_.:/-]+$/u.test(cell) && !isTag(cell);
    return isType ? `I-${cell}` : undefined;
  },
  render: (tag) => (tag === 'O' ? tag : tag.slice(2)),
};

// Norwegian and Danish treebanks write name=B-PER, others NER= or Entity=.
const MISC_KEYS = /(?:^|\|)(?:name|ner?|ner_?tag|entity)=([^|]*)/iu;

function inMisc(inner: TagNotation): TagNotation {
  return {
    description: `the tags in its key=value pairs${inner.description ? `, ${inner.description}` : ''}`,
    parse: (cell) => {
      const value = MISC_KEYS.exec(cell)?.[1];
      return value === undefined || value === '_' ? 'O' : inner.parse(value);
    },
  };
}

/** The value that a cell of the MISC column gives as a tag, whatever it is. */
export const miscValueOf = (cell: string): string | undefined => MISC_KEYS.exec(cell)?.[1];

// A part-of-speech column has hardly an O, a column of types has more of it than of anything else.
const LEAST_OUTSIDE_SHARE = 0.25;
const MOST_TYPES = 100;

/** The notation other than plain tags in which all cells are tags, some of them of entities. */
export function detectNotation(cells: readonly string[]): TagNotation | undefined {
  const values = cells.flatMap((cell) => miscValueOf(cell) ?? []);
  if (values.length > 0 && values.some((value) => value !== '_')) {
    const inner = isAll(plainNotation, values) ? plainNotation : detectFlat(values);
    return inner && inMisc(inner);
  }
  return detectFlat(cells);
}

function detectFlat(cells: readonly string[]): TagNotation | undefined {
  const entities = cells.filter((cell) => cell !== 'O' && cell !== 'o');
  if (entities.length === 0) return undefined;
  const found = [lowerCase, suffixed, untyped].find((notation) => isAll(notation, cells));
  if (found !== undefined) return isMarked(found, entities) ? found : undefined;
  const outsideCount = cells.length - entities.length;
  const isOfTypes =
    outsideCount >= LEAST_OUTSIDE_SHARE * cells.length && new Set(entities).size <= MOST_TYPES;
  return isOfTypes && isAll(unprefixed, cells) ? unprefixed : undefined;
}

const isAll = ({ parse }: TagNotation, cells: readonly string[]) =>
  cells.every((cell) => parse(cell) !== undefined);

/** Whether some cell begins or is inside an entity in the common letters, and not only ends one. */
const isMarked = ({ parse }: TagNotation, cells: readonly string[]) =>
  cells.some((cell) => /^[BISU]/u.test(parse(cell) ?? ''));
