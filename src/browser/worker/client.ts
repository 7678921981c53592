// The page's side: taggers and trainings in workers of their own, so that the page never waits.
import type { Span } from '../../corpora/tags.js';
import type { Entity, ScoredEntity } from '../../entities/entity.js';
import type { ScoredSpan } from '../../model/tagging/confidences.js';
import type { BrowserTagger, LoadOptions } from '../tagger/load-tagger.js';
import type { ModelSource } from '../tagger/model-source.js';
import type { CorpusText } from '../training/corpora.js';
import type { TrainEvent, TrainOptions } from '../training/train-tagger.js';
import { type Answer, receivedError } from './messages.js';

/** The same methods, each of which returns a promise. */
type Promised<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : Methods[Name];
};

/** A tagger in a worker of its own. Calls are answered in their order. */
export type WorkerTagger<E extends Entity = ScoredEntity, S extends Span = ScoredSpan> = Promised<
  Omit<BrowserTagger<E, S>, 'close'>
> & {
  /** Ends the worker; calls that are not answered yet are rejected. */
  close(): void;
};

const methods = [
  'tag',
  'tagBatch',
  'tagSentences',
  'redact',
  'gates',
  'readLabels',
  'readPrefixes',
  'gradientNorms',
  'gradientFlow',
] as const;

/** The same as `loadTagger`, in a worker. */
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
  const sendable = await withoutResponse(source);
  const { request, close } = startWorker();
  try {
    const values = await request({ load: [sendable, options] });
    const calls = methods.map((call) => [call, (...args: unknown[]) => request({ call, args })]);
    // The list of methods is that of the type, which a test holds against it.
    return { ...Object(values), ...Object.fromEntries(calls), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Addresses are those of the page, and the answer of a server cannot be sent to a worker. */
async function withoutResponse(source: ModelSource): Promise<ModelSource> {
  if (source instanceof URL) return source.href;
  if (typeof source === 'string') {
    const base: unknown = Reflect.get(globalThis, 'document')?.baseURI;
    return typeof base === 'string' ? new URL(source, base).href : source;
  }
  return source instanceof Response && source.ok ? source.blob() : source;
}

/**
 * The same as `trainTagger`, in a worker that ends with the training. A loop that is left ends it at
 * once, without a model; the signal ends it with the best weights so far.
 */
export async function* trainTaggerInWorker(
  corpus: CorpusText,
  { signal, ...options }: TrainOptions = {},
): AsyncGenerator<TrainEvent, void> {
  const { train, interrupt, close } = startWorker();
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    for await (const event of train([corpus, options])) yield event as TrainEvent;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    close();
  }
}

interface Handlers {
  resolve(value: unknown): void;
  reject(error: Error): void;
  event?(event: unknown): void;
}

function startWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const pending = new Map<number, Handlers>();
  let lastId = 0;
  const failAll = (error: Error) => {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.onerror = ({ message = 'its file cannot be loaded' }) =>
    failAll(new Error(`the worker has failed: ${message}`));
  worker.onmessage = ({ data }) => {
    const answer = data as Answer;
    const handlers = pending.get(answer.id);
    if (handlers === undefined) return;
    if ('event' in answer) return handlers.event?.(answer.event);
    pending.delete(answer.id);
    if ('error' in answer) handlers.reject(receivedError(answer.error));
    else handlers.resolve('value' in answer ? answer.value : undefined);
  };
  const request = (content: object, event?: Handlers['event']) =>
    new Promise<unknown>((resolve, reject) => {
      lastId++;
      pending.set(lastId, { resolve, reject, ...(event && { event }) });
      worker.postMessage({ id: lastId, ...content });
    });
  return {
    request,
    train: (args: readonly unknown[]) => eventsOf((event) => request({ train: args }, event)),
    interrupt: () => worker.postMessage({ interrupt: true }),
    close: () => {
      worker.terminate();
      failAll(new Error('the worker was ended'));
    },
  };
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
