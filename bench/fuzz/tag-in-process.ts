// `tagger tag` in this process, with a model that was read before.
import { parseTagFlags } from '../../src/cli/commands/parse-flags.js';
import { createDecoding } from '../../src/cli/input/decoding.js';
import { withInput } from '../../src/cli/tag/input-formats.js';
import { chooseOutput, createOutput } from '../../src/cli/tag/output.js';
import { readLines, readPieces } from '../../src/cli/tag/read-lines.js';
import { createMessages } from '../../src/cli/terminal/messages.js';
import { unpack } from '../../src/files/unpack.js';
import type { Tagger } from '../../src/model/tagger.js';
import { collectedStreams } from './in-process.js';

// Readers must not depend on where the input is cut.
const CHUNK_BYTES = 1 << 12;

/** The output for an input, as of `tagger tag` with these flags. */
export async function tagInProcess(
  tagger: Tagger,
  bytes: Uint8Array,
  args: readonly string[],
): Promise<string> {
  const flags = parseTagFlags([...args, 'input.txt'], false);
  if (flags === undefined) throw new Error('no input');
  const { stdout, stderr } = collectedStreams();
  const messages = createMessages(stderr, true);
  const choice = await chooseOutput(flags, stdout);
  const model = { tagger, provenance: {}, path: 'small.safetensors', errorPrefix: 'small' };
  const decoding = createDecoding(flags, messages);
  return withInput(flags, messages.warn, async (input) => {
    const pathsOf = () => ({ text: 'input.txt', annotations: 'input.ann' });
    const context = { model, input, flags, pathsOf, isOnly: true, messages };
    const { frame, tag, finish } = await createOutput(choice, context);
    const name = 'input.txt';
    const text = decoding.decode(unpack(chunksOf(bytes), name), name);
    const passages = input.readPieces
      ? input.readPieces(readPieces(text, name), name)
      : input.read(readLines(text, name), name);
    let output = (frame.begin?.() ?? '') + (frame.beginFile?.(name, true) ?? '');
    for await (const piece of tag(passages, name)) output += piece;
    output += ((await frame.endFile?.(true)) ?? '') + (frame.end?.() ?? '');
    await finish();
    decoding.warn();
    return output;
  });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.slice(start, start + CHUNK_BYTES);
  }
}
