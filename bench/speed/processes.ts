// tagger tag in one process and in two, which GNU parallel runs on parts of one file.
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { createRandom } from '../../src/tensors/random.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { taggerPath } from '../harness/run-tagger.js';
import { countTokens, repeated, sampleCorpusName, writeText } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { elapsedMs, takeTurns } from './turns.js';

const sizes = {
  full: { tokens: 1_000_000, rounds: 5 },
  quick: { tokens: 1000, rounds: 1 },
};

const cases = [
  { processes: 1, threads: 1 },
  { processes: 1, threads: 2 },
  { processes: 2, threads: 1 },
];

await printPart((scale) => inTemporaryFolder((inFolder) => measureProcesses(scale, inFolder)));

async function* measureProcesses(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const { tokens, rounds } = sizes[scale];
  const name = sampleCorpusName(scale);
  const { sentences, dev } = await readCorpus(name);
  const tagged = repeated([...sentences, ...dev], tokens);
  const text = inFolder('text.txt');
  writeText(text, tagged);
  const tokenCount = countTokens(tagged);
  const samples = await takeTurns(
    cases.map(({ processes, threads }) => () => {
      const tag = ['tag', '--format', 'jsonl', '--threads', String(threads)];
      const ms = elapsedMs(() => run(processes, tag, text));
      return (1000 * tokenCount) / ms;
    }),
    { rounds, random: createRandom(1) },
  );
  yield `Tokens/s of whole commands with the shipped model: sentences of ${name}, ${renderWholeNumber(tokenCount)} tokens, as raw text to jsonl. Two processes: \`parallel -k -j 2 --pipepart --block -1\`.`;
  yield renderMarkdownTable(
    ['processes', 'threads of each', 'tokens/s', 'ratio'],
    cases.map(({ processes, threads }, row) => [
      String(processes),
      String(threads),
      renderSamples(samples[row]),
      renderRatio(samples[row], samples[0]),
    ]),
  );
}

function run(processes: number, args: readonly string[], text: string): void {
  const command =
    processes === 1
      ? [execPath, taggerPath, ...args, text]
      : [
          ...['parallel', '-k', '-j', String(processes), '--pipepart', '--block', '-1', '-a', text],
          ...[execPath, taggerPath, ...args],
        ];
  const { status, error } = spawnSync(command[0], command.slice(1), {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command.join(' ')}: exit code ${status}`);
}
