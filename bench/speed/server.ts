// The example server of docs/library.md under load: answers a second, and how long they take.
import autocannon from 'autocannon';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable } from '../harness/markdown.js';
import { sampleCorpusName } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { startServer } from '../harness/server-example.js';
import { renderRounded } from './figures.js';
import { printPart } from './print-part.js';

const CONNECTIONS = [1, 2, 10];

const sizes = {
  full: { sentences: 2000, warmUp: { amount: 2000 }, load: { duration: 20 } },
  quick: { sentences: 20, warmUp: { amount: 20 }, load: { amount: 20 } },
};

await printPart(measureServer);

async function* measureServer(scale: RunScale): AsyncGenerator<string> {
  const { sentences: count, warmUp, load } = sizes[scale];
  const name = sampleCorpusName(scale);
  const { sentences } = await readCorpus(name);
  const requests = sentences.slice(0, count).map(
    ({ tokens }): autocannon.Request => ({
      method: 'POST',
      body: JSON.stringify({ text: tokens.join(' ') }),
    }),
  );
  const server = await startServer();
  const rows: string[][] = [];
  try {
    await autocannon({ url: server.url, requests, connections: 10, ...warmUp });
    for (const connections of CONNECTIONS) {
      const result = await autocannon({ url: server.url, requests, connections, ...load });
      rows.push([String(connections), ...figuresOf(result)]);
    }
  } finally {
    await server.stop();
  }
  yield `The shipped model, one process and one thread; each request is a sentence of ${name}. \`connections\` requests are open at a time.`;
  yield renderMarkdownTable(
    ['connections', 'requests/s', 'p50, ms', 'p99, ms', 'slowest, ms'],
    rows,
  );
}

function figuresOf({ latency, duration, errors, non2xx, ...counts }: autocannon.Result): string[] {
  if (errors > 0 || non2xx > 0) {
    throw new Error(`expected answers, found ${errors} errors and ${non2xx} refusals`);
  }
  const speed = counts['2xx'] / duration;
  return [speed, latency.p50, latency.p99, latency.max].map(renderRounded);
}
