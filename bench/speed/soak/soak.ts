// Resident memory over a long time: `tagger tag` on mixed input, and the library in a server.
//
// Run: npm run bench -- --only soak [--minutes N] [--write PAGE]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { readCorpus } from '../../harness/corpora.js';
import { renderMarkdownTable } from '../../harness/markdown.js';
import { taggerPath } from '../../harness/run-tagger.js';
import { startServer } from '../../harness/server-example.js';
import { renderRounded } from '../figures.js';
import { renderMemoryChart } from './memory-chart.js';
import { growthOf, type MemorySample, sampleMemory } from './memory-samples.js';
import { mixedInput } from './mixed-input.js';

const REQUESTS = { full: 100_000, quick: 50 };
const QUICK_MINUTES = 0.01;
const LONG_LINES = { full: undefined, quick: 1 << 12 };
const PICTURE = 'soak.svg';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '30' },
    pictures: { type: 'string' },
  },
});
const scale = values.quick ? 'quick' : 'full';
const minutes = values.quick ? QUICK_MINUTES : Number(values.minutes);
const { sentences } = await readCorpus('teddy');
const texts = sentences.map(({ tokens }) => tokens.join(' '));

const tagged = await soakCommand(minutes * 60);
const served = await soakServer(REQUESTS[scale]);
const rows = [
  ['`tagger tag`', `${renderRounded(tagged.bytes / 1e6)} MB`, ...figuresOf(tagged.samples)],
  ['server', `${REQUESTS[scale]} requests`, ...figuresOf(served)],
];
console.log(
  'Resident megabytes: medians of the second and the last quarter of the time, and the peak. The input is a mixture of short lines, lines of a megabyte, other scripts and JSON; the server is the example of the library, and ends on SIGTERM, with no handle left.\n',
);
console.log(
  renderMarkdownTable(['what', 'input', 'minutes', 'MB, early', 'MB, late', 'MB, peak'], rows),
);
if (values.pictures !== undefined) {
  const curves = [
    { name: 'tagger tag', samples: tagged.samples },
    { name: 'server', samples: served },
  ];
  writeFileSync(join(values.pictures, PICTURE), renderMemoryChart(curves));
  console.log(`\n![Resident memory over time](${PICTURE})`);
}

async function soakCommand(seconds: number) {
  const child = spawn(execPath, [taggerPath, 'tag', '--format', 'jsonl'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const closed = once(child, 'close');
  const stop = sampleMemory(child.pid ?? 0);
  const endsAt = performance.now() + seconds * 1000;
  let bytes = 0;
  for (const block of mixedInput(texts, LONG_LINES[scale])) {
    if (performance.now() >= endsAt) break;
    bytes += Buffer.byteLength(block);
    if (!child.stdin.write(block)) await once(child.stdin, 'drain');
  }
  const samples = stop();
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`tagger tag: exit code ${code}`);
  return { bytes, samples };
}

async function soakServer(amount: number): Promise<MemorySample[]> {
  const server = await startServer();
  try {
    const requests = texts.map(
      (text): autocannon.Request => ({ method: 'POST', body: JSON.stringify({ text }) }),
    );
    const stop = sampleMemory(server.process.pid ?? 0);
    const { errors, non2xx } = await autocannon({
      url: server.url,
      requests,
      connections: 10,
      amount,
    });
    const samples = stop();
    if (errors + non2xx > 0) throw new Error(`expected answers, found ${errors + non2xx} failures`);
    const exited = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    // With a handle or a worker left, it would not end.
    const [code] = await exited;
    if (code !== 0) throw new Error(`server: exit code ${code}`);
    return samples;
  } finally {
    await server.stop();
  }
}

function figuresOf(samples: readonly MemorySample[]): string[] {
  const { early, late, peak } = growthOf(samples);
  const last = samples[samples.length - 1].seconds / 60;
  return [last, early, late, peak].map(renderRounded);
}
