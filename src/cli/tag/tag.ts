// `tagger tag`: reads text, tokens or columns, and writes them with their entities as they arrive.
//
//   chunks of bytes -> unpacked -> as UTF-8 -> chunks of lines -> chunks of passages -> rendered text
//
// A chunk is what one read delivers. Its lines go through all stages before those of the next
// chunk.
import { createReadStream, fstatSync } from 'node:fs';
import { inOrder } from '../../entities/entity.js';
import { InputError } from '../../errors.js';
import { fileError } from '../../files/system-error.js';
import { unpack } from '../../files/unpack.js';
import { createTextTagger } from '../../model/tag-text.js';
import type { TagFlags } from '../commands/commands.js';
import type { Passage } from '../formats/passage.js';
import { createDecoding } from '../input/decoding.js';
import { inputExtensions } from '../input/extensions.js';
import { findFiles } from '../input/find-files.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import {
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages, type Messages } from '../terminal/messages.js';
import { type Streams, write } from '../terminal/streams.js';
import { chooseFormat, type FormatName, loadFormat } from './choose-format.js';
import { type InputFormat, withInput } from './input-formats.js';
import { isLargeInput } from './input-size.js';
import { readLines } from './read-lines.js';
import { tagPassages } from './tag-passages.js';
import { createTagProgress } from './tag-progress.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  limitHeapGrowth();
  const format = await chooseFormat(flags, streams.stdout);
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
  const task = { flags, format, paths: found.paths, streams, messages };
  const isComplete = await withInput(flags, messages.warn, (input) => tagFiles(input, task));
  return isComplete && found.problems.length === 0 ? 0 : 1;
}

interface TagTask {
  readonly flags: TagFlags;
  readonly format: FormatName;
  readonly paths: readonly string[];
  readonly streams: Streams;
  readonly messages: Messages;
}

/** Whether all files were tagged; those that cannot be read to their end are reported. */
async function tagFiles<P extends Passage>(
  input: InputFormat<P>,
  { flags, format: formatName, paths, streams, messages }: TagTask,
): Promise<boolean> {
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const { tagger } = await readChosenModel(flags.model, engine, messages);
  const ownFormat = formatName === 'jsonl' ? input.jsonl : undefined;
  const format = ownFormat ?? (await loadFormat(formatName, input.conll, tagger.labels.types));
  const steps = {
    tagTexts: createTextTagger(tagger, input.tokenize),
    refine: inOrder([]),
    format,
  };
  const progress = await createTagProgress(paths, streams, messages);
  const decoding = createDecoding(flags, messages);
  const isNamed = paths.length > 1 || flags.recursive;
  let isComplete = true;
  try {
    for (const path of paths) {
      const name = path === '-' ? 'standard input' : path;
      const bytes = path === '-' ? readStandardInput(streams.stdin) : createReadStream(path);
      const text = decoding.decode(unpack(progress.count(withReasons(bytes, name)), name), name);
      const passages = input.read(readLines(text, name), name);
      try {
        for await (const part of tagPassages(passages, steps, isNamed ? name : undefined)) {
          await write(streams.stdout, part);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        messages.error(error.message);
        isComplete = false;
      }
    }
  } finally {
    progress.stop();
    decoding.warn();
  }
  if (flags.verbose) messages.note(renderUsage(tagger));
  return isComplete;
}

// Node takes a redirected folder for an empty stream.
function readStandardInput(stdin: Streams['stdin']): AsyncIterable<Uint8Array> {
  return fstatSync(stdin.fd).isDirectory() ? createReadStream('', { fd: stdin.fd }) : stdin;
}

/** Turns errors of the system into sentences. */
async function* withReasons(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw fileError(error, name);
  }
}
