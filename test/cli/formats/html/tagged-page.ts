// Pages of tagged text for tests and pictures.
import { createHtmlFormat } from '../../../../src/cli/formats/html/html-page.js';
import type { Entity } from '../../../../src/entities/entity.js';

export interface TaggedLine {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** @param files lines by the name of their file */
export function renderTaggedPage(
  files: Readonly<Record<string, readonly TaggedLine[]>>,
  types: readonly string[] = ['LOC', 'MISC', 'ORG', 'PER'],
): string {
  const format = createHtmlFormat(types);
  const isOnly = Object.keys(files).length === 1;
  const sections = Object.entries(files).map(([name, lines]) => {
    const rendered = lines.map(({ text, entities }, index) =>
      format.render({ text, end: '\n', lineNumber: index + 1 }, entities),
    );
    return format.beginFile!(name, isOnly) + rendered.join('') + format.endFile!(true);
  });
  return format.begin!() + sections.join('') + format.end!();
}

/** A line with its entities in brackets: "[Joe Kaeser](PER 0.98) left". */
export function lineOf(marked: string): TaggedLine {
  let text = '';
  const entities: Entity[] = [];
  for (const [, before, name, label, confidence] of marked.matchAll(
    /([^[]*)(?:\[([^\]]*)\]\((\S+?)(?: ([\d.]+))?\))?/g,
  )) {
    text += before;
    if (name === undefined) continue;
    const start = text.length;
    text += name;
    entities.push({
      label,
      text: name,
      start,
      end: text.length,
      ...(confidence !== undefined && { confidence: Number(confidence) }),
    });
  }
  return { text, entities };
}

export const news = {
  'news.txt': [
    '[Angela Merkel](PER 0.998) visited [Paris](LOC 0.991) in May, and met [Emmanuel Macron](PER 0.994) at the [Élysée Palace](LOC 0.82).',
    'The [German](MISC 0.987) Chancellor later flew to [Brussels](LOC 0.99), where the [European Union](ORG 0.953) discussed its budget.',
    '',
    '"[Siemens](ORG 0.93) will invest in [Berlin](LOC 0.98)," said [Joe Kaeser](PER 0.97), who led the company until 2021.',
    'Nobody was there to answer, and the meeting ended early.',
    'In [New York](LOC 0.976), shares of [Alphabet](ORG 0.61) rose after [Google](ORG 0.95) announced the deal.',
  ].map(lineOf),
};
