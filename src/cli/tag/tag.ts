// `tagger tag`: reads text, tokens, columns or documents, and writes them with their entities as
// they arrive.
//
//   chunks of bytes -> unpacked -> as UTF-8 -> chunks of lines -> chunks of passages -> rendered text
//
// A chunk is what one read delivers. Its lines go through all stages before those of the next
// chunk.
import { InputError } from '../../errors.js';
import { unpack } from '../../files/unpack.js';
import type { TagFlags } from '../commands/commands.js';
import type { Passage } from '../formats/passage.js';
import { createDecoding } from '../input/decoding.js';
import { inputExtensions } from '../input/extensions.js';
import { findFiles } from '../input/find-files.js';
import { readChosenModel } from '../model/chosen-model.js';
import { createInterruption, type Interruption } from '../process/interruption.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import {
  enableArithmetic,
  limitingHeap,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import type { Streams } from '../terminal/streams.js';
import { type Input, openInput } from './input-bytes.js';
import { type InputFormat, withInput } from './input-formats.js';
import { isLargeInput } from './input-size.js';
import { chooseOutput, createOutput, type Output, type OutputChoice } from './output.js';
import { prepareOutputFiles } from './output-files.js';
import { readLines, readPieces } from './read-lines.js';
import { withoutQuotes } from './redaction.js';
import { wholeDocuments } from './stream/whole-documents.js';
import { createTagProgress } from './tag-progress.js';
import { writeFile, writeFramed } from './write-framed.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  enableArithmetic(flags.arithmetic);
  const choice = await chooseOutput(flags, streams.stdout);
  const operands = flags.files.length > 0 ? flags.files : ['-'];
  const extensions = flags.extensions ?? inputExtensions[flags.input];
  const found = findFiles(operands, { isRecursive: flags.recursive, extensions });
  if (await isLargeInput(found.paths, streams.stdin)) {
    // THE PROGRAM STARTS AGAIN HERE, from main.ts on, with a V8 flag that works only at the start;
    // the second time the call returns. Nothing may have been written by now, and nothing read from
    // a pipe, because the program would not get it again.
    const hasReadPipe = streams.stdin.readableLength > 0;
    if (!hasReadPipe) restartWithSmallYoungGeneration();
    useWideVectors(flags.arithmetic);
  }
  const messages = createMessages(streams.stderr, flags.quiet);
  for (const { message } of found.problems) messages.error(message);
  if (found.paths.length === 0) return 1;
  const interruption = createInterruption();
  const task = { flags, choice, paths: found.paths, streams, messages, interruption };
  const isComplete = await withInput(flags, messages.warn, (input) => tagFiles(input, task));
  interruption.release();
  return interruption.exitCode ?? (isComplete && found.problems.length === 0 ? 0 : 1);
}

interface TagTask {
  readonly flags: TagFlags;
  readonly choice: OutputChoice;
  readonly paths: readonly string[];
  readonly streams: Streams;
  readonly messages: Messages;
  readonly interruption: Interruption;
}

/** Whether all files were tagged; those that cannot be read to their end are reported. */
async function tagFiles<P extends Passage>(
  input: InputFormat<P>,
  { flags, choice, paths, streams, messages, interruption }: TagTask,
): Promise<boolean> {
  const pathsOf = await prepareOutputFiles(flags, paths);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const model = await readChosenModel(flags.model, engine, messages);
  const isOnly = paths.length === 1 && !flags.recursive;
  const isOne = flags.document === 'file';
  const readsDocuments = model.tagger.content.config.documents === true;
  const unit = isOne ? 'file' : input.documents;
  if (isOne && !readsDocuments)
    messages.warn('--document has no effect: the model reads no documents');
  const output = await createOutput(choice, { model, input, flags, pathsOf, isOnly, messages });
  const progress = await createTagProgress(paths, streams, messages);
  messages.hideBefore(progress.stop);
  const decoding = createDecoding(flags, messages);
  const open = ({ name, bytes }: Input) => {
    const text = limitingHeap(decoding.decode(unpack(progress.count(bytes), name), name));
    const passages = input.readPieces
      ? input.readPieces(interruption.endingEarly(readPieces(text, name)), name)
      : input.read(interruption.endingEarly(readLines(text, name)), name);
    return readsDocuments && unit ? wholeDocuments(passages, { unit }) : passages;
  };
  try {
    return await writeFiles(output, { paths, isOnly, open, streams, messages, interruption });
  } finally {
    progress.stop();
    decoding.warn();
    await output.finish();
    if (flags.verbose) messages.note(renderUsage(model.tagger));
  }
}

interface WriteTask<P extends Passage>
  extends Pick<TagTask, 'paths' | 'streams' | 'messages' | 'interruption'> {
  readonly isOnly: boolean;
  open(input: Input): AsyncIterable<Iterable<P>>;
}

async function writeFiles<P extends Passage>(
  { frame, tag, hidesText }: Output<P>,
  { paths, isOnly, open, streams, messages, interruption }: WriteTask<P>,
): Promise<boolean> {
  let isComplete = true;
  await writeFramed(frame, streams.stdout, async () => {
    for (const path of paths) {
      if (interruption.exitCode !== undefined) break;
      try {
        const rendered = tag(open(openInput(path, streams.stdin)), path);
        await writeFile(frame, streams.stdout, { name: path, isOnly, rendered });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        messages.error(hidesText ? withoutQuotes(error).message : error.message);
        isComplete = false;
      }
    }
  });
  return isComplete;
}
