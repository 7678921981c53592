// Peak resident memory of training and tagging, as the commands print it.
import { pathOf, readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable } from '../harness/markdown.js';
import { residentMegabytes, runTagger } from '../harness/run-tagger.js';
import { repeated, sampleCorpusName, writeText } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { printPart } from './print-part.js';
import { REFERENCE_BATCH, referenceFlags, referenceNetwork } from './reference-network.js';
import { vectorsPath } from './vectors-file.js';

const TRAINED = { full: 'train', quick: 'dev' } as const;
const TAGGED = { full: 400_000, quick: 1000 };
/** Megabytes. */
const LIMITS = { training: 400, tagging: 200 };

await printPart((scale) => inTemporaryFolder((inFolder) => measureMemory(scale, inFolder)));

async function* measureMemory(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const vectors = scale === 'full' ? vectorsPath() : undefined;
  const [model, text] = ['model', 'text.txt'].map(inFolder);
  const { sentences, dev } = await readCorpus(name);
  writeText(text, repeated([...sentences, ...dev], TAGGED[scale]));
  const train = [
    ...['train', pathOf(name, TRAINED[scale]), '--dev', pathOf(name, 'dev'), '--output', model],
    ...[...referenceFlags, '--hidden', referenceNetwork.hidden, '--batch-size', REFERENCE_BATCH],
    ...['--epochs', 1, '--seed', 1, '--force', ...(vectors ? ['--vectors', vectors] : [])],
  ];
  const tag = ['tag', text, '--model', model, '--format', 'jsonl'];
  const rows = [1, 2].flatMap((threads) =>
    [
      { what: 'training', args: train, limit: LIMITS.training },
      { what: 'tagging', args: tag, limit: LIMITS.tagging },
    ].map(({ what, args, limit }) => {
      const flags = [...args, '--threads', threads, '--verbose'].map(String);
      const megabytes = residentMegabytes(runTagger(flags).stderr);
      return [what, `${threads}`, megabytes, limit, megabytes <= limit ? 'yes' : 'no'].map(String);
    }),
  );
  yield `Peak resident megabytes on ${name}, ${vectors ? 'with' : 'without'} vectors: an epoch of training, and tagging of raw text to jsonl.`;
  yield renderMarkdownTable(['command', 'threads', 'MB', 'limit', 'within it'], rows);
}
