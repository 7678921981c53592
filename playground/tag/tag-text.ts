// A text of several lines, tagged line by line as the command does.
import type { TaggedText, WorkerTagger } from 'teddy-tagger/browser';
import type { Entity } from '../../src/entities/entity.js';

export async function tagLines(tagger: WorkerTagger, text: string): Promise<readonly TaggedText[]> {
  return tagger.tagBatch(text.split(/\r?\n/));
}

/** The entities of some types only. */
export function withoutTypes(
  lines: readonly TaggedText[],
  hidden: ReadonlySet<string>,
): readonly TaggedText[] {
  const isShown = ({ label }: Entity) => !hidden.has(label);
  return lines.map((line) => ({ ...line, entities: line.entities.filter(isShown) }));
}
