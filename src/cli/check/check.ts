// `tagger check`: looks for faults in corpora before any training.
import { checkCorpora } from '../../checks/check-corpora.js';
import type { CheckedCorpus } from '../../checks/corpus/checked-corpus.js';
import {
  corpusOfSentences,
  parseCorpus,
  unreadableCorpus,
} from '../../checks/corpus/parse-corpus.js';
import { type Kind, kindNames } from '../../checks/finding.js';
import { InputError } from '../../errors.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { CheckFlags } from '../commands/commands.js';
import { checkFoundFormats } from '../flags/format-flags.js';
import { limitHeapGrowth } from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { type Streams, write } from '../terminal/streams.js';
import { writeFix } from './fix.js';
import { renderJson } from './render-json.js';
import { renderReport } from './render-report.js';
import { countSeverities } from './report.js';

/** Prints the findings as a report or as JSON; returns the exit code. */
export async function runCheck(flags: CheckFlags, streams: Streams): Promise<number> {
  const { corpora: paths, ignore = [], fix: fixPath, force, strict } = flags;
  limitHeapGrowth();
  const messages = createMessages(streams.stderr, false);
  const corpora: CheckedCorpus[] = [];
  const formats: FoundFormat[] = [];
  const addFormat = (format: FoundFormat) => formats.push(format);
  for (const path of paths) corpora.push(await readCorpus(path, flags, messages, addFormat));
  if (formats.length === paths.length) checkFoundFormats(flags, formats);
  for (const reading of corpora.flatMap(({ readings }) => readings)) {
    await write(streams.stderr, `${reading}\n`);
  }
  const wanted = new Set<Kind>(kindNames.filter((kind) => !ignore.includes(kind)));
  const findings = checkCorpora(corpora).filter(({ kind }) => wanted.has(kind));
  const fix =
    fixPath === undefined
      ? undefined
      : await writeFix(corpora[0], { path: fixPath, kinds: wanted, force }, streams.stderr);
  const report = { corpora, findings, fix };
  const pieces = flags.json ? renderJson(report) : renderReport(report, flags.examples);
  for (const piece of pieces) await write(streams.stdout, piece);
  const { error, warning } = countSeverities(report);
  const isLossy = formats.some((format) => format.isLossy);
  return error > 0 || (strict && (warning > 0 || isLossy)) ? 1 : 0;
}

interface FoundFormat {
  readonly path: string;
  readonly format: string;
  readonly isLossy: boolean;
}

/** A file that cannot be read is a finding too, so that the others are checked. */
async function readCorpus(
  path: string,
  flags: CheckFlags,
  messages: Messages,
  addFormat: (format: FoundFormat) => void,
): Promise<CheckedCorpus> {
  try {
    const { openCorpus } = await import('../../annotations/corpus/read-corpus.js');
    // Tags that are illegal are findings, and what is left out is printed.
    const options = { ...flags, strict: false, tokenize: createSentenceTokenizer() };
    const { columns, corpus } = await openCorpus(path, options);
    const { format = 'conll', isLossy = false } = corpus ?? {};
    addFormat({ path, format, isLossy });
    if (columns) return parseCorpus(columns, flags);
    corpus.warnings.forEach(messages.warn);
    return corpusOfSentences(corpus.tagged, corpus);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return unreadableCorpus(path, error.message.replace(`${path}: `, ''));
  }
}
