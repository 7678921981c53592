// `tagger tag`: reads text, tokens or columns, and writes them with their entities as they arrive.
//
//   chunks of bytes -> chunks of lines -> chunks of passages -> rendered text
//
// A chunk is what one read delivers. Its lines go through all stages before those of the next
// chunk.
import { createReadStream, fstatSync } from 'node:fs';
import { fileError } from '../../files/system-error.js';
import type { TagFlags } from '../commands/commands.js';
import type { Passage } from '../formats/passage.js';
import { readChosenModel } from '../model/chosen-model.js';
import { threadOptions } from '../process/thread-options.js';
import { renderUsage } from '../process/usage-report.js';
import {
  limitHeapGrowth,
  restartWithSmallYoungGeneration,
  useWideVectors,
} from '../process/v8-flags.js';
import { createMessages } from '../terminal/messages.js';
import type { Streams } from '../terminal/streams.js';
import { createConllInput, type InputFormat, textInput, tokenInput } from './input-formats.js';
import { isLargeInput } from './input-size.js';
import { chooseOutput, createOutput, type OutputChoice } from './output.js';
import { prepareOutputFiles } from './output-files.js';
import { readLines } from './read-lines.js';
import { createTagProgress } from './tag-progress.js';
import { writeFile, writeFramed } from './write-framed.js';

/** Tags the files one after another, or the standard input; returns the exit code. */
export async function runTag(flags: TagFlags, streams: Streams): Promise<number> {
  limitHeapGrowth();
  const choice = await chooseOutput(flags, streams.stdout);
  if (await isLargeInput(flags.files, streams.stdin)) {
    // THE PROGRAM STARTS AGAIN HERE, from main.ts on, with a V8 flag that works only at the start;
    // the second time the call returns. Nothing may have been written by now, and nothing read from
    // a pipe, because the program would not get it again.
    const hasReadPipe = streams.stdin.readableLength > 0;
    if (!hasReadPipe) restartWithSmallYoungGeneration();
    useWideVectors(flags.arithmetic);
  }
  switch (flags.input) {
    case 'text':
      return tagInput(textInput, choice, flags, streams);
    case 'tokens':
      return tagInput(tokenInput, choice, flags, streams);
    case 'conll':
      return tagInput(createConllInput(flags.tokenColumn ?? 1), choice, flags, streams);
  }
}

async function tagInput<P extends Passage>(
  input: InputFormat<P>,
  choice: OutputChoice,
  flags: TagFlags,
  streams: Streams,
): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  const messages = createMessages(stderr, flags.quiet);
  const pathsOf = prepareOutputFiles(flags);
  const engine = { arithmetic: flags.arithmetic, threads: threadOptions(flags.threads) };
  const model = await readChosenModel(flags.model, engine, messages);
  const output = await createOutput(choice, { model, input, flags, pathsOf, messages });
  const progress = await createTagProgress(flags.files, streams, messages);
  try {
    await writeFramed(output.frame, stdout, async () => {
      for (const path of flags.files.length > 0 ? flags.files : ['-']) {
        const name = path === '-' ? 'standard input' : path;
        const bytes = path === '-' ? readStandardInput(stdin) : createReadStream(path);
        const lines = readLines(progress.count(withReasons(bytes, name)), name);
        const rendered = output.tag(input.read(lines, name), name);
        const isOnly = flags.files.length < 2;
        await writeFile(output.frame, stdout, { name: path, isOnly, rendered });
      }
    });
  } finally {
    progress.stop();
  }
  if (flags.verbose) messages.note(renderUsage(model.tagger));
  return 0;
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
