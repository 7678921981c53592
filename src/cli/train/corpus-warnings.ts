// Lines that `tagger train` prints about its corpora: their documents, and warnings if they do not
// fit together.
import { countDocuments, hasDocuments } from '../../corpora/documents.js';
import { countTypes } from '../../corpora/map-types.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';
import { sharedSentences } from './shared-sentences.js';
import type { TrainingCorpora } from './training-corpora.js';

const MAX_LISTED_TYPES = 5;

/** Sentences to print. */
export function corpusWarnings(corpora: TrainingCorpora): string[] {
  return [...sameContent(corpora.files), ...sharedSentences(corpora), ...unknownTypes(corpora)];
}

function sameContent({ train, dev, test }: TrainingCorpora['files']): string[] {
  const repeats = ({ path }: { path: string }, flag: string, other: string) =>
    `${path}: ${flag} has the same content as ${other}; its scores say nothing about new text`;
  const warnings: string[] = [];
  if (dev?.sha256 === train.sha256) warnings.push(repeats(dev, '--dev', 'CORPUS'));
  if (test?.sha256 === train.sha256) warnings.push(repeats(test, '--test', 'CORPUS'));
  else if (test && test.sha256 === dev?.sha256) {
    warnings.push(
      `${test.path}: --test has the same content as --dev; its scores are too good, as the best epoch is chosen on it`,
    );
  }
  return warnings;
}

/** Entities of dev and test that the tagger cannot find, as it never sees their types. */
function unknownTypes({ sentences, dev, files }: TrainingCorpora): string[] {
  const known = countTypes(sentences);
  const unknownIn = (scored: TrainingCorpora['dev']) =>
    [...countTypes(scored)].filter(([type]) => !known.has(type));
  const train = files.train.path;
  const warnings: string[] = [];
  const unknown = unknownIn(dev);
  if (unknown.length > 0) {
    warnings.push(
      files.dev
        ? `${files.dev.path}: ${renderMissed(unknown)}: ${train} has no such type`
        : `${train}: of the sentences held out, ${renderMissed(unknown)}: the others have no such type`,
    );
  }
  const unknownInTest = unknownIn(files.test?.sentences ?? []);
  if (files.test && unknownInTest.length > 0) {
    warnings.push(`${files.test.path}: ${renderMissed(unknownInTest)}: ${train} has no such type`);
  }
  return warnings;
}

/** The most frequent types first. */
function renderMissed(counts: readonly (readonly [type: string, count: number])[]): string {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const [entities, verb] =
    total === 1 ? ['1 entity', 'counts'] : [`${renderInteger(total)} entities`, 'count'];
  if (counts.length === 1) return `${entities} of type ${counts[0][0]} ${verb} as missed`;
  const listed = counts
    .toSorted(([, count], [, other]) => other - count)
    .slice(0, MAX_LISTED_TYPES)
    .map(([type, count]) => `${type} (${renderInteger(count)})`);
  const restCount = counts.length - listed.length;
  const rest = restCount > 0 ? ` and ${restCount} more` : '';
  return `${entities} of types ${listed.join(', ')}${rest} ${verb} as missed`;
}

/** One line about the documents of a corpus, for a network that reads them; empty if it has none. */
export function renderDocuments({ path, sentences }: TrainingCorpora['files']['train']): string {
  if (!hasDocuments(sentences)) return '';
  const count = renderCount(countDocuments(sentences), 'document');
  return `${path}: ${count}; the network reads what each says about words with capitals\n`;
}

const NO_DOCUMENT = 'marks no document of several sentences';

/**
 * Sentences about corpora without documents, for a network that reads documents.
 *
 * @param mayMarkNone whether CORPUS needs no marks: text without labels may have some, or the base
 *   model decides that documents are read
 */
export function documentWarnings(
  { files: { train, dev, test } }: TrainingCorpora,
  mayMarkNone: boolean,
): string[] {
  if (!hasDocuments(train.sentences)) {
    const effect = 'so the network learns nothing from documents';
    return mayMarkNone ? [] : [`${train.path}: ${NO_DOCUMENT}, ${effect}`];
  }
  return [dev, test].flatMap((file) =>
    file === undefined || hasDocuments(file.sentences)
      ? []
      : [`${file.path}: ${NO_DOCUMENT}, so each sentence is read alone`],
  );
}
