// The shipped model, with the command of the README: words a second from raw text.
import { createRandom } from '../../src/tensors/random.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { runTagger } from '../harness/run-tagger.js';
import { countTokens, repeated, sampleCorpusName, writeText } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { takeTurns } from './turns.js';

const sizes = {
  full: { tokens: 150_000, rounds: 7 },
  quick: { tokens: 500, rounds: 1 },
};

const int8 = ['--arithmetic', 'int8'];
const commands = [[], ['--format', 'jsonl'], ['--threads', '1'], int8, [...int8, '--threads', '1']];

await printPart((scale) => inTemporaryFolder((inFolder) => measureShipped(scale, inFolder)));

async function* measureShipped(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const { sentences } = await readCorpus(name);
  const tagged = repeated(sentences, sizes[scale].tokens);
  const wordCount = countTokens(tagged);
  const text = inFolder('text.txt');
  writeText(text, tagged);
  const elapsed = await takeTurns(
    commands.map((flags) => () => runTagger(['tag', '--model', 'en', text, ...flags]).elapsedMs),
    { rounds: sizes[scale].rounds, random: createRandom(1) },
  );
  yield `Whole commands from start to exit, with the shipped model: ${renderWholeNumber(wordCount)} words of ${name} in a file, a sentence on each line. The output is discarded.`;
  const rows = commands.map((flags, row) => [
    ['`tagger tag FILE', ...flags].join(' ').concat('`'),
    renderSamples(elapsed[row].map((ms) => ms / 1000)),
    renderSamples(elapsed[row].map((ms) => (1000 * wordCount) / ms)),
  ]);
  yield renderMarkdownTable(['command', 'seconds', 'words/s'], rows);
}
