// The parts of the speed program, which are the sections of its page.
import type { Part } from '../harness/program.js';

export interface SpeedPart extends Part {
  /** The script of the part, beside this one. */
  readonly script: string;
  /** What Node loads before it, in all threads. */
  readonly preload?: string;
}

export const speedParts = {
  kernels: { script: './kernels/kernels.js', inputs: [] },
  'cold-start': { script: './cold-start.js', inputs: ['TEDDY_CORPORA', 'TEDDY_VECTORS'] },
  training: { script: './training.js', inputs: ['TEDDY_CORPORA'] },
  'batch-size': { script: './threads/batch-size.js', inputs: ['TEDDY_CORPORA'] },
  timeline: {
    script: './timeline/timeline.js',
    preload: './timeline/record-kernels.js',
    inputs: ['TEDDY_CORPORA'],
  },
  tagging: { script: './tagging.js', inputs: ['TEDDY_CORPORA'] },
  shipped: { script: './shipped.js', inputs: ['TEDDY_CORPORA'] },
  stages: { script: './stages/stages.js', inputs: ['TEDDY_CORPORA'] },
  growth: { script: './growth/growth.js', inputs: ['TEDDY_CORPORA'] },
  cells: { script: './cells.js', inputs: [] },
  peers: {
    script: './peers/peers.js',
    inputs: ['TEDDY_CORPORA', 'TEDDY_VECTORS', 'TEDDY_PEERS'],
  },
  'busy-core': { script: './busy-core.js', inputs: ['TEDDY_CORPORA'] },
  memory: { script: './memory.js', inputs: ['TEDDY_CORPORA', 'TEDDY_VECTORS'] },
  judge: { script: './judge.js', inputs: ['TEDDY_CORPORA'] },
  vectors: { script: './vectors.js', inputs: ['TEDDY_VECTORS'] },
  gazetteer: { script: './gazetteer.js', inputs: ['TEDDY_CORPORA'] },
  processes: { script: './processes.js', inputs: ['TEDDY_CORPORA'] },
  server: { script: './server.js', inputs: ['TEDDY_CORPORA'] },
  soak: { script: './soak/soak.js', inputs: [] },
  tokenizer: { script: './tokenizer/tokenizer.js', inputs: ['TEDDY_CORPORA'] },
} as const satisfies Readonly<Record<string, SpeedPart>>;

export type SpeedPartName = keyof typeof speedParts;

export const speedPartNames = Object.keys(speedParts) as SpeedPartName[];
