// Rows a second of a word-vector file: node dist/bench/word-vectors.js FILE [ROUNDS]
//
// The file is read as it is and, where it is gzipped, also unpacked (to the temporary folder). Medians of all rounds.

import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { readWordVectors } from '../src/text/word-vectors.js';

const wantedCount = 25_000;
const defaultKeep = 100_000;

const [file, rounds = '5'] = argv.slice(2);
if (file === undefined) throw new Error('usage: node dist/bench/word-vectors.js FILE [ROUNDS]');
const folder = mkdtempSync(join(tmpdir(), 'word-vectors-'));
try {
  const { words } = await readWordVectors(file, { wanted: new Set(), keep: Infinity });
  // Spread over the file, as the words of a corpus are.
  const wanted = new Set(
    Array.from({ length: wantedCount }, (_, index) => {
      return words[Math.floor((index * words.length) / wantedCount)];
    }),
  );
  const cases = [
    { name: 'all rows', options: { wanted: new Set<string>(), keep: Infinity } },
    { name: `${wanted.size} wanted`, options: { wanted, keep: 0 } },
    { name: `first ${defaultKeep} and wanted`, options: { wanted, keep: defaultKeep } },
  ];
  console.log('file    rows                        ms      rows/s');
  for (const { kind, path } of await storedBothWays(file)) {
    for (const { name, options } of cases) {
      const elapsedMs: number[] = [];
      for (let round = 0; round < Number(rounds); round++) {
        const start = performance.now();
        await readWordVectors(path, options);
        elapsedMs.push(performance.now() - start);
      }
      const median = elapsedMs.sort((a, b) => a - b)[elapsedMs.length >> 1];
      const rate = Math.round((words.length / median) * 1000).toLocaleString('en');
      console.log(
        `${kind.padEnd(6)}  ${name.padEnd(24)} ${median.toFixed(0).padStart(5)} ${rate.padStart(11)}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function storedBothWays(path: string): Promise<{ kind: string; path: string }[]> {
  if (!path.endsWith('.gz')) return [{ kind: 'plain', path }];
  const plain = join(folder, 'vectors');
  await pipeline(createReadStream(path), createGunzip(), createWriteStream(plain));
  return [
    { kind: 'gzip', path },
    { kind: 'plain', path: plain },
  ];
}
