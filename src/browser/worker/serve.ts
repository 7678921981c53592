// The worker's side: loads taggers, trains others, and answers the page.
import { loadTagger } from '../tagger/load-tagger.js';
import { trainTagger } from '../training/train-tagger.js';
import { type Answer, type Request, sentError } from './messages.js';

type AnyTagger = Awaited<ReturnType<typeof loadTagger>>;

interface RunningTraining {
  readonly interruption: AbortController;
  isLeft: boolean;
}

export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
}

type Answered = Exclude<Request, { interrupt: number } | { end: number }>;

/** Answers the requests of a page until the worker is ended. */
export function serve(port: Port): void {
  const taggers = new Map<number, AnyTagger>();
  const trainings = new Map<number, RunningTraining>();
  const post = (answer: Answer, transfer?: readonly ArrayBuffer[]) =>
    port.postMessage(answer, transfer);

  async function answer(request: Answered): Promise<void> {
    const { id } = request;
    if ('load' in request) {
      const loaded = await loadTagger(...(request.load as Parameters<typeof loadTagger>));
      taggers.set(id, loaded);
      post({ id, value: valuesOf(loaded) });
    } else if ('train' in request) {
      await train(id, ...(request.train as Parameters<typeof trainTagger>));
    } else {
      const tagger = taggers.get(request.tagger);
      if (!tagger) throw new Error(`${request.call}: the tagger was ended`);
      const method: unknown = Reflect.get(tagger, request.call);
      if (typeof method !== 'function') throw new Error(`no method ${request.call}`);
      post({ id, value: method(...request.args) });
    }
  }

  async function train(id: number, ...[corpus, options]: Parameters<typeof trainTagger>) {
    const running: RunningTraining = { interruption: new AbortController(), isLeft: false };
    trainings.set(id, running);
    const { signal } = running.interruption;
    try {
      for await (const event of trainTagger(corpus, { ...options, signal })) {
        if (running.isLeft) break;
        // The bytes are the last thing that this worker has a use for.
        const transfer = event.kind === 'model' ? [event.bytes.buffer as ArrayBuffer] : [];
        post({ id, event }, transfer);
      }
    } finally {
      trainings.delete(id);
    }
    post({ id, isEnd: true });
  }

  function end(id: number): void {
    taggers.get(id)?.close();
    taggers.delete(id);
    const training = trainings.get(id);
    if (training) training.isLeft = true;
  }

  port.onmessage = ({ data }) => {
    const request = data as Request;
    if ('interrupt' in request) trainings.get(request.interrupt)?.interruption.abort();
    else if ('end' in request) end(request.end);
    else answer(request).catch((error) => post({ id: request.id, error: sentError(error) }));
  };
}

/** The properties of a tagger that are no methods. */
const valuesOf = (tagger: AnyTagger) =>
  Object.fromEntries(Object.entries(tagger).filter(([, value]) => typeof value !== 'function'));
