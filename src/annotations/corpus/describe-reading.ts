// What is printed about a corpus that was not in columns: how it was read, and what was left out.
import { InputError } from '../../errors.js';
import { excerpt } from '../../files/excerpt.js';
import { otherFormatOf } from '../../text/taken-for-text.js';
import type { SplitToken } from '../cut.js';
import type { AnnotationFile } from '../document.js';
import { LOSS_NAMES, type Loss, type LossKind } from '../losses.js';
import { UNIT_NAMES } from '../offset-units.js';
import { inlineReader } from '../readers/inline.js';
import { sampleOf } from './sample.js';

const SHOWN_SPLITS = 3;
const SHOWN_TYPES = 5;

/** The format of a file, the number of its documents, and what offsets count. */
export function describeReading({ title, unit }: AnnotationFile, documentCount: number): string {
  const documents = documentCount === 1 ? '1 document' : `${documentCount} documents`;
  return [title, documents, ...(unit ? [`offsets in ${UNIT_NAMES[unit]}`] : [])].join(', ');
}

/**
 * A sentence if the unit of offsets is a guess.
 *
 * @param flag that names the unit, such as `--offsets`
 * @throws InputError with it, if `isStrict`
 */
export function renderDoubt(
  { path, unit, doubt }: AnnotationFile,
  flag: string,
  isStrict: boolean,
): string[] {
  if (unit === undefined || doubt === undefined) return [];
  const { other, place } = doubt;
  const [assumed, possible] = [UNIT_NAMES[unit], UNIT_NAMES[other]];
  if (isStrict) {
    throw new InputError(
      `${path}: expected ${flag} ${unit} or ${flag} ${other}, as the texts fit both ${assumed} and ${possible}; the first place that differs: ${place}`,
    );
  }
  return [
    `${path}: assumed that offsets count ${assumed}, but the texts fit ${possible} too; ${flag} ${other} overrides this; the first place that differs: ${place}`,
  ];
}

/**
 * A sentence for each kind of loss.
 *
 * @throws InputError for the first real loss, if `isStrict`
 */
export function renderLosses(file: AnnotationFile, isStrict: boolean): string[] {
  const losses = [...file.losses()];
  const real = losses.find(isReal);
  if (isStrict && real) {
    throw new InputError(
      `${file.path}: expected annotations that are read without loss, found ${renderLoss(...real)}`,
    );
  }
  return losses.map(([kind, loss]) => `${file.path}: ${renderLoss(kind, loss)}`);
}

/** Whether a loss is more than a note. It is known when the documents have been read. */
export const hasRealLoss = (file: AnnotationFile): boolean => [...file.losses()].some(isReal);

const isReal = ([kind]: readonly [LossKind, Loss]) => LOSS_NAMES[kind].isLoss;

export function renderLoss(kind: LossKind, { count, first }: Loss): string {
  const { one, many } = LOSS_NAMES[kind];
  return count === 1 ? `1 ${one}: ${first}` : `${count} ${many}, the first: ${first}`;
}

/** A sentence if names of ids were given to a file without ids. */
export function renderIdleLabels(file: AnnotationFile): string[] {
  if (!file.hasIdleLabels()) return [];
  return [`${file.path}: --labels has no effect, because the tags are names and not ids`];
}

/** A sentence about brackets that a web page has too. */
export function renderMarkup(
  source: Parameters<typeof sampleOf>[0],
  { path, format, title }: AnnotationFile,
): string[] {
  if (format !== inlineReader.name) return [];
  const found = otherFormatOf(sampleOf(source).start);
  return found ? [`${path}: read as ${title}, but it looks like ${found}`] : [];
}

/** A sentence with the types that are renamed, if there are any. */
export function renderRenamed(path: string, names: ReadonlyMap<string, string>): string[] {
  if (names.size === 0) return [];
  const pairs = [...names].slice(0, SHOWN_TYPES).map(([from, to]) => `${excerpt(from)} as ${to}`);
  const rest = names.size > pairs.length ? ', …' : '';
  return [`${path}: read types as tags can have them: ${pairs.join(', ')}${rest}`];
}

export interface SplitReport {
  add(split: SplitToken): void;
  /** A sentence with the first of them, if there are any. */
  render(path: string): string[];
}

export function createSplitReport(): SplitReport {
  const first: SplitToken[] = [];
  let count = 0;
  return {
    add: (split) => {
      count++;
      if (first.length < SHOWN_SPLITS) first.push(split);
    },
    render: (path) => {
      if (count === 0) return [];
      const begin = count === 1 ? '1 entity begins or ends' : `${count} entities begin or end`;
      const shown = first.map(
        ({ entity, token, place }) => `${excerpt(entity)} in ${excerpt(token)} (${place})`,
      );
      const rest = count > first.length ? ', …' : '';
      return [`${path}: ${begin} within a token, which is split there: ${shown.join(', ')}${rest}`];
    },
  };
}
