// `tagger check`: looks for faults in corpora before any training.
import { checkCorpora } from '../../checks/check-corpora.js';
import { type Kind, kindNames } from '../../checks/finding.js';
import { type CheckedCorpus, parseCorpus, unreadableCorpus } from '../../checks/parse-corpus.js';
import { InputError } from '../../errors.js';
import { readWholeFile } from '../../files/read-whole-file.js';
import type { CheckFlags } from '../commands/commands.js';
import { type Streams, write } from '../terminal/streams.js';
import { writeFix } from './fix.js';
import { renderJson } from './render-json.js';
import { renderReport } from './render-report.js';
import { countSeverities } from './report.js';

/** Prints the findings as a report or as JSON; returns the exit code. */
export async function runCheck(flags: CheckFlags, streams: Streams): Promise<number> {
  const { corpora: paths, ignore = [], fix: fixPath, force, strict } = flags;
  const corpora: CheckedCorpus[] = [];
  for (const path of paths) corpora.push(await readCorpus(path, flags));
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
  return error > 0 || (strict && warning > 0) ? 1 : 0;
}

/** A file that cannot be read is a finding too, so that the others are checked. */
async function readCorpus(path: string, flags: CheckFlags): Promise<CheckedCorpus> {
  try {
    const { content } = await readWholeFile(path);
    return parseCorpus(content, path, flags);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return unreadableCorpus(path, error.message.replace(`${path}: `, ''));
  }
}
