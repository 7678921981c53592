// Tagging as the program does it, written down job by job, so that each part of it can be done again by itself.

import type { Span } from '../../src/corpora/tags.js';
import type { Tagger } from '../../src/model/tagger.js';
import {
  createProjectionCache,
  type ProjectionCache,
} from '../../src/model/tagging/projection-cache.js';
import { BATCH_TOKENS, tagSentences } from '../../src/model/tagging/tag-sentences.js';
import { runDecodeJob, runProjectJob } from '../../src/model/tagging/tagging-jobs.js';
import type { RunJobs } from '../../src/model/tagging/threads.js';
import type { EncodedWords } from '../../src/model/vocabulary/encode-words.js';
import type { Engine } from '../../src/tensors/matrix.js';

export type Sentences = readonly (readonly string[])[];

/** A call of RunJobs: the content of each job as it was and, where it is answered in its place, as it became. */
export interface RecordedJobs {
  readonly kind: 'project' | 'decode';
  readonly contents: readonly Int32Array[];
  readonly answers: readonly Int32Array[];
}

export interface RecordedTagging {
  readonly cache: ProjectionCache;
  readonly jobs: readonly RecordedJobs[];
  /** Of each group of sentences. */
  readonly spans: readonly Span[][][];
  /** All of it once more, from words that nothing is remembered of. */
  repeat(): void;
  /** The same, but that the network is not asked: what it said is put in place of the answers. */
  repeatAnswered(): void;
  /** One call's jobs once more. */
  runAgain(jobs: RecordedJobs): void;
  /** A tagger of sentences with the memory of this recording. */
  readonly tagSentences: Tagger['tagSentences'];
}

/** @param groups sentences that are tagged together */
export function recordTagging(tagger: Tagger, groups: readonly Sentences[]): RecordedTagging {
  const { engine, network } = tagger;
  const { memory } = engine;
  const width = network.encoder[0][0].weightIh.shape[0];
  const directions = network.encoder[0].length;
  const shape = { directions, width, leastRows: BATCH_TOKENS };
  const cache = createProjectionCache(engine, shape);
  const run: RunJobs = (kind, addresses) => {
    const decoding = network.startDecoding();
    const job = kind === 'project' ? runProjectJob : runDecodeJob;
    for (const address of addresses) job(engine, decoding, cache, address);
  };
  const tagBy = (runJobs: RunJobs) => (sentences: Sentences) =>
    tagSentences({ ...tagger, cache, threads: { tagWave: (_, work) => work(runJobs) } }, sentences);

  const jobs: RecordedJobs[] = [];
  const record: RunJobs = (kind, addresses) => {
    const read = () => addresses.map((address) => contentOf(engine, kind, address));
    const contents = read();
    run(kind, addresses);
    jobs.push({ kind, contents, answers: kind === 'decode' ? read() : [] });
  };
  const spans = groups.map(tagBy(record));
  const repeatBy = (tag: Tagger['tagSentences']) => () => {
    cache.clear();
    for (const group of groups) tag(group);
  };
  return {
    cache,
    jobs,
    spans,
    repeat: repeatBy(tagBy(run)),
    repeatAnswered: () => {
      let next = 0;
      const answer: RunJobs = (_, addresses) => {
        const { answers } = jobs[next++];
        answers.forEach((content, index) => {
          memory.integers(addresses[index], content.length).set(content);
        });
      };
      repeatBy(tagBy(answer))();
    },
    runAgain: ({ kind, contents }) => {
      const mark = memory.mark();
      const addresses = contents.map((content) => {
        const address = memory.allocate(content.byteLength);
        memory.integers(address, content.length).set(content);
        return address;
      });
      run(kind, addresses);
      memory.release(mark);
    },
    tagSentences: tagBy(run),
  };
}

/** As src/model/tagging-jobs.ts lays jobs out. */
function contentOf({ memory }: Engine, kind: RecordedJobs['kind'], address: number): Int32Array {
  const [count, more, shapeCount] = memory.integers(address, 3);
  const length = kind === 'project' ? 3 + 3 * count + more + shapeCount : 2 + count + more;
  return memory.integers(address, length).slice();
}

/** The words of a recorded job of the kind 'project'. */
export function wordsOf(content: Int32Array): EncodedWords {
  const count = content[0];
  let at = 3 + 3 * count;
  const lengths = Array.from(content.subarray(3 + 2 * count, at));
  const spellings = lengths.map((length) => {
    at += length;
    return Array.from(content.subarray(at - length, at));
  });
  const shapes = Array.from(content.subarray(content.length - content[2]));
  return { wordIds: Array.from(content.subarray(3, 3 + count)), spellings, shapes };
}

/** The lengths of the sentences of a recorded job of the kind 'decode'. */
export const lengthsOf = (content: Int32Array): number[] =>
  Array.from(content.subarray(2, 2 + content[0]));
