// The page's side: taggers and trainings in workers, so that the page never waits.
import type { Span } from '../../corpora/tags.js';
import type { Entity, ScoredEntity } from '../../entities/entity.js';
import type { ScoredSpan } from '../../model/tagging/confidences.js';
import type { CorpusText } from '../tagger/corpus-text.js';
import type { BrowserTagger, LoadOptions } from '../tagger/load-tagger.js';
import { type ModelSource, readSource } from '../tagger/model-source.js';
import type { TrainEvent, TrainOptions } from '../training/train-tagger.js';
import { type Requests, startRequests } from './requests.js';

/** The same methods, each of which returns a promise. */
type Promised<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : Methods[Name];
};

/** A tagger in a worker. Calls are answered in their order. */
export type WorkerTagger<E extends Entity = ScoredEntity, S extends Span = ScoredSpan> = Promised<
  Omit<BrowserTagger<E, S>, 'close'>
> & {
  /** Ends the tagger, and its worker if that is its own; then calls not answered yet are rejected. */
  close(): void;
};

/** A worker for any number of taggers and trainings, whose script is loaded once. */
export interface TaggerWorker {
  readonly loadTagger: typeof loadTaggerInWorker;
  readonly trainTagger: typeof trainTaggerInWorker;
  /** Ends the worker and all that is in it. */
  close(): void;
}

const methods = [
  'tag',
  'tagBatch',
  'tagSentences',
  'redact',
  'score',
  'gates',
  'readLabels',
  'readPrefixes',
  'gradientNorms',
  'gradientFlow',
] as const;

/** Starts a worker. What it computes for one tagger or training keeps the others waiting. */
export function startTaggerWorker(): TaggerWorker {
  const requests = startRequests();
  return {
    loadTagger: (source: ModelSource, options: LoadOptions = {}) =>
      load(requests, source, options) as Promise<WorkerTagger>,
    trainTagger: (corpus, options = {}) => train(requests, corpus, options),
    close: requests.close,
  };
}

/** The same as `loadTagger`, in a worker of its own. */
export function loadTaggerInWorker(
  source: ModelSource,
  options?: LoadOptions & { readonly gazetteer?: undefined },
): Promise<WorkerTagger>;
export function loadTaggerInWorker(
  source: ModelSource,
  options: LoadOptions,
): Promise<WorkerTagger<Entity, Span>>;
export async function loadTaggerInWorker(
  source: ModelSource,
  options: LoadOptions = {},
): Promise<WorkerTagger<Entity, Span>> {
  const requests = startRequests();
  try {
    return { ...(await load(requests, source, options)), close: requests.close };
  } catch (error) {
    requests.close();
    throw error;
  }
}

async function load(
  { send, post }: Requests,
  source: ModelSource,
  options: LoadOptions,
): Promise<WorkerTagger<Entity, Span>> {
  const sendable = await sendableOf(source);
  const { id, value } = send({ load: [sendable, options] });
  const values = await value;
  const calls = methods.map((call) => [
    call,
    (...args: unknown[]) => send({ tagger: id, call, args }).value,
  ]);
  const close = () => post({ end: id });
  // The list of methods is that of the type, which a test holds against it.
  return { ...Object(values), ...Object.fromEntries(calls), close };
}

/** Addresses are those of the page, and the response of a server cannot be sent to a worker. */
async function sendableOf(source: ModelSource): Promise<ModelSource> {
  if (source instanceof URL) return source.href;
  if (typeof source === 'string') {
    const base: unknown = Reflect.get(globalThis, 'document')?.baseURI;
    return typeof base === 'string' ? new URL(source, base).href : source;
  }
  if (!(source instanceof Response)) return source;
  const { name, bytes } = await readSource(source);
  return new File([bytes], name);
}

/**
 * The same as `trainTagger`, in a worker of its own that ends with the training. A loop that is left
 * ends it at once, without a model; the signal ends it with the best weights so far.
 */
export async function* trainTaggerInWorker(
  corpus: CorpusText,
  options: TrainOptions = {},
): AsyncGenerator<TrainEvent, void> {
  const requests = startRequests();
  try {
    yield* train(requests, corpus, options);
  } finally {
    requests.close();
  }
}

async function* train(
  { send, post }: Requests,
  corpus: CorpusText,
  { signal, ...options }: TrainOptions,
): AsyncGenerator<TrainEvent, void> {
  let id = 0;
  const interrupt = () => post({ interrupt: id });
  try {
    const events = eventsOf((onEvent) => {
      const sent = send({ train: [corpus, options] }, onEvent);
      id = sent.id;
      if (signal?.aborted) interrupt();
      signal?.addEventListener('abort', interrupt);
      return sent.value;
    });
    for await (const event of events) yield event as TrainEvent;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    post({ end: id });
  }
}

/** The events of a request, as they come. */
async function* eventsOf(
  start: (onEvent: (event: unknown) => void) => Promise<unknown>,
): AsyncGenerator<unknown, void> {
  const events: unknown[] = [];
  let wake = () => {};
  let isEnd = false;
  let failure: unknown;
  start((event) => {
    events.push(event);
    wake();
  })
    .catch((error) => {
      failure = error;
    })
    .finally(() => {
      isEnd = true;
      wake();
    });
  for (;;) {
    while (events.length > 0) yield events.shift();
    if (failure !== undefined) throw failure;
    if (isEnd) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
