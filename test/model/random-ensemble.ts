// Small ensembles with random weights, and their members as taggers of their own.
import { createEnsembleTagger } from '../../src/model/ensemble-tagger.js';
import type { Tagger } from '../../src/model/tagger.js';
import type { ThreadOptions } from '../../src/model/tagging/threads.js';
import { type RandomTaggerOptions, randomTagger } from './random-tagger.js';

export interface RandomEnsembleOptions extends RandomTaggerOptions {
  /** 3, if absent. */
  readonly memberCount?: number;
  readonly threads?: ThreadOptions;
}

/** The members have different rows, except for the first `commonWords` words. */
export function randomEnsemble(
  { memberCount = 3, threads, ...options }: RandomEnsembleOptions = {},
  commonWords = 0,
): { readonly tagger: Tagger; readonly members: readonly Tagger[] } {
  const { seed = 2 } = options;
  const members = Array.from({ length: memberCount }, (_, index) =>
    randomTagger({ isTraining: false, ...options, seed: seed + index }),
  );
  const [first] = members;
  for (const member of members) {
    knownRows(member, commonWords).set(knownRows(first, commonWords));
    // The vectors of a file are the same for all.
    const { fixed, width } = first.network.table;
    const own = member.network.table.fixed;
    const { memory } = first.engine;
    member.engine.memory
      .bytes(own.bytes, own.count * width)
      .set(memory.bytes(fixed.bytes, fixed.count * width));
    member.engine.memory
      .floats(own.scales, own.count)
      .set(memory.floats(fixed.scales, fixed.count));
  }
  const weights = members.map((member, index) => {
    const { engine, network } = member;
    member.temperature = 1 + index / 4;
    const { values, count } = network.parameters;
    const { value, rows, width } = network.table;
    return {
      temperature: member.temperature,
      dense: engine.memory.floats(values, count).slice(),
      rows: engine.memory.floats(value, rows * width).slice(),
    };
  });
  const tagger = createEnsembleTagger(first.content, weights, { arithmetic: 'exact', threads });
  return { tagger, members };
}

/** Those of the first words after the unknown one. */
function knownRows({ engine, network }: Tagger, count: number): Float32Array {
  const { value, width } = network.table;
  return engine.memory.floats(value + width * 4, count * width);
}
