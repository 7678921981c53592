// The tagger of a model, loaded again when the model or the least confidence changes.
import { useEffect } from 'preact/hooks';
import type { TaggerWorker, WorkerTagger } from 'teddy-tagger/browser';
import { type Answer, useAnswer } from '../elements/use-answer.js';

/** @param minConfidence 0 for the best tagging, whatever its confidences */
export function useTagger(
  worker: TaggerWorker,
  source: Blob,
  minConfidence: number,
): Answer<WorkerTagger> {
  const answer = useAnswer(
    () => worker.loadTagger(source, minConfidence > 0 ? { minConfidence } : {}),
    [source, minConfidence],
  );
  const { value } = answer;
  useEffect(() => () => value?.close(), [value]);
  return answer;
}
