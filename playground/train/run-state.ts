// A training in the page: what is known of it so far.
import type {
  GradientFlow,
  ModelEvent,
  TaggerWorker,
  TrainEvent,
  TrainOptions,
} from 'teddy-tagger/browser';
import type { CellName } from '../equations/equations.js';
import { CELL_NAMES, type TeddyCorpora } from '../models/catalog.js';

/** What the user chooses for a network. */
export interface NetworkChoice {
  readonly cell: CellName;
  readonly layers: number;
  readonly directions: 1 | 2;
}

export interface EpochPoint {
  readonly epoch: number;
  readonly loss: number;
  readonly f1: number;
  readonly gradientNorm: number;
}

export interface RunState {
  readonly choice: NetworkChoice;
  readonly epochs: readonly EpochPoint[];
  readonly flow?: GradientFlow;
  readonly parameterCount?: number;
  /** Finished. */
  readonly model?: ModelEvent;
  readonly error?: string;
}

export const nameOf = ({ cell, layers, directions }: NetworkChoice): string =>
  [
    CELL_NAMES[cell],
    layers === 1 ? '1 layer' : `${layers} layers`,
    directions === 2 ? 'both directions' : 'forward only',
  ].join(', ');

export interface RunOptions {
  readonly worker: TaggerWorker;
  readonly corpora: TeddyCorpora;
  readonly epochs: number;
  readonly signal: AbortSignal;
}

const HIDDEN = 40;
const WORD_DIMENSION = 32;
const LEARNING_RATE = 0.004;

/** Trains, and reports each change of what is known. */
export async function runTraining(
  choice: NetworkChoice,
  { worker, corpora, epochs, signal }: RunOptions,
  onChange: (state: RunState) => void,
): Promise<void> {
  const { train, dev, test } = corpora;
  const { cell, layers, directions } = choice;
  const options: TrainOptions = {
    cell,
    layers,
    unidirectional: directions === 1,
    epochs,
    patience: epochs,
    hidden: HIDDEN,
    wordDimension: WORD_DIMENSION,
    learningRate: LEARNING_RATE,
    gradientFlow: true,
    name: 'train.conll',
    dev,
    test,
    signal,
  };
  let state: RunState = { choice, epochs: [] };
  const change = (changed: Partial<RunState>) => {
    state = { ...state, ...changed };
    onChange(state);
  };
  change({});
  try {
    for await (const event of worker.trainTagger(train, options)) {
      const changed = changeOf(event, state);
      if (changed) change(changed);
    }
  } catch (error) {
    change({ error: error instanceof Error ? error.message : String(error) });
  }
}

function changeOf(event: TrainEvent, { epochs }: RunState): Partial<RunState> | undefined {
  if (event.kind === 'start') return { parameterCount: event.parameterCount };
  if (event.kind === 'gradient-flow') return { flow: event.flow };
  if (event.kind === 'model') return { model: event };
  if (event.kind !== 'epoch') return undefined;
  const { epoch, loss, dev, medianGradientNorm } = event;
  const point = { epoch, loss, f1: dev.overall.f1, gradientNorm: medianGradientNorm };
  return { epochs: [...epochs, point] };
}
