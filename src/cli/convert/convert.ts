// `tagger convert`: writes an annotated corpus in another format.
import { join } from 'node:path';
import { createSplitReport, type SplitReport } from '../../annotations/corpus/describe-reading.js';
import { InputError } from '../../errors.js';
import type { ConvertFlags } from '../commands/commands.js';
import { type TargetName, targetOf } from '../formats/table/targets.js';
import { createInterruption, type Interruption } from '../process/interruption.js';
import { createMessages } from '../terminal/messages.js';
import { renderCount } from '../terminal/numbers.js';
import { type Streams, write } from '../terminal/streams.js';
import { chooseOffsets, chooseTarget } from './choose-target.js';
import { documentNames, fileNames } from './document-names.js';
import { createOutputLosses, type OutputLosses } from './losses.js';
import { type Corpus, readCorpus } from './read-corpus.js';
import { renderDocuments, type Written } from './render-documents.js';
import { writeToFile, writeToFolder } from './write-output.js';

/** Prints what was written, and what the output has no place for; returns the exit code. */
export async function runConvert(flags: ConvertFlags, streams: Streams): Promise<number> {
  const name = chooseTarget(flags);
  const offsets = chooseOffsets(name, flags);
  const { stdout, stderr, stdin } = streams;
  const messages = createMessages(stderr, flags.quiet);
  const corpus = await readCorpus(flags, stdin);
  for (const warning of corpus.warnings) messages.warn(warning);

  const losses = createOutputLosses();
  const splits = createSplitReport();
  let written: Written = { documentCount: 0, entityCount: 0 };
  const onEnd = (counts: Written) => {
    written = counts;
  };
  const job: Job = { name, corpus, losses, splits, onEnd, flags: { ...flags, offsets } };
  const { output } = flags;
  if (targetOf(name).writesFiles) {
    const exitCode = await renderFiles(job);
    if (exitCode !== undefined) return exitCode;
  } else {
    const pieces = await render(job);
    checkLosses(job);
    if (output === '-') for (const piece of pieces) await write(stdout, piece);
    else await writeToFile(pieces, output, !flags.force);
  }
  for (const split of splits.render(corpus.source)) messages.warn(split);
  for (const loss of losses.render()) messages.warn(`${nameOf(output)}: not kept: ${loss}`);
  messages.note(`${describe(job, written)}\n`);
  return 0;
}

interface Job {
  readonly name: TargetName;
  readonly corpus: Corpus;
  readonly losses: OutputLosses;
  readonly splits: SplitReport;
  readonly onEnd: (written: Written) => void;
  readonly flags: ConvertFlags & { readonly offsets: NonNullable<ConvertFlags['offsets']> };
}

/** Returns the exit code of a signal, after which no file is left over. */
async function renderFiles(job: Job): Promise<number | undefined> {
  const interruption = createInterruption();
  try {
    await writeToFolder(job.flags.output, async (folder) => {
      await render(job, { folder, endingEarly: interruption.endingEarly });
      if (interruption.exitCode !== undefined) return false;
      checkLosses(job);
      return true;
    });
    return interruption.exitCode;
  } finally {
    interruption.release();
  }
}

interface FileOptions {
  readonly folder: string;
  readonly endingEarly: Interruption['endingEarly'];
}

/** @param files of a format that writes files */
async function render(
  { name, corpus, losses, splits, onEnd, flags }: Job,
  files?: FileOptions,
): Promise<string[]> {
  const { scheme = 'IOB2', offsets, input } = flags;
  const { documents, cut } = corpus;
  const target = targetOf(name);
  const given = documentNames(documents, input);
  const names = files ? fileNames(given) : given;
  const pathsOf = (document: string) => {
    const path = join(files?.folder ?? '', document);
    return { text: `${path}.txt`, annotations: `${path}.ann` };
  };
  const format = await target.load({ scheme, offsets, pathsOf });
  const pieces: string[] = [];
  const options = { target, format, names, cut, losses, onSplit: splits.add, onEnd };
  const rendered = renderDocuments(documents, options);
  for await (const piece of files?.endingEarly(rendered) ?? rendered) pieces.push(piece);
  return pieces;
}

/** @throws InputError with --strict if something is lost */
function checkLosses({ losses, flags: { strict, output } }: Job): void {
  if (!strict) return;
  const [first, ...others] = losses.render();
  if (first === undefined) return;
  throw new InputError(
    `${nameOf(output)}: not written, as it would not keep ${[first, ...others].join(', ')}`,
  );
}

function describe(
  { name, corpus: { source, title }, flags: { output } }: Job,
  { documentCount, entityCount }: Written,
): string {
  const entities = entityCount === 1 ? '1 entity' : `${entityCount.toLocaleString('en')} entities`;
  const size = `${renderCount(documentCount, 'document')}, ${entities}`;
  return `${source} (${title}) -> ${nameOf(output)} (${name}): ${size}`;
}

const nameOf = (path: string) => (path === '-' ? 'standard output' : path);
