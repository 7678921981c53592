// Raw text for the language model of the English model, without the paragraphs near sentences of given corpora.
//
// Run: node dist/models/raw-text.js TEXT CORPUS... > REST
//
// TEXT has a paragraph on each line, and may be gzipped.
import { argv, stderr, stdout } from 'node:process';
import { readConll } from '../src/corpora/conll-file.js';
import { InputError } from '../src/errors.js';
import { readWholeFile } from '../src/files/read-whole-file.js';
import { utf8Lines } from '../src/files/utf8-lines.js';
import { paragraphsApart } from './paragraphs-apart.js';
import { runCommand } from './run-command.js';

await runCommand('raw-text', async () => {
  const [, , path, ...corpora] = argv;
  if (corpora.length === 0) throw new InputError('expected TEXT and at least one CORPUS');
  const heldOut: string[] = [];
  for (const corpus of corpora) {
    const { sentences } = await readConll(corpus);
    const texts = sentences.flatMap(({ text }) => text ?? []);
    if (texts.length === 0) throw new InputError(`${corpus}: expected "# text =" before sentences`);
    heldOut.push(...texts);
  }
  const { content } = await readWholeFile(path);
  const paragraphs = [...utf8Lines(content, path)];
  const rest = paragraphsApart(paragraphs, heldOut);
  stderr.write(`${path}: ${rest.length} of ${paragraphs.length} paragraphs\n`);
  for (const paragraph of rest) stdout.write(`${paragraph}\n`);
});
