// The first tab: text in, entities out; or a corpus, and how the model scores on it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { TaggedText, WorkerTagger } from 'teddy-tagger/browser';
import { Problem } from '../elements/problem.js';
import { TextField } from '../elements/text-field.js';
import { useAnswer } from '../elements/use-answer.js';
import { CorpusScore } from './corpus-score.js';
import { ExportPanel } from './export-panel.js';
import { HighlightedText } from './highlighted-text.js';
import { Settings } from './settings.js';
import { tagLines, withoutTypes } from './tag-text.js';

const EXAMPLES = [
  'He said Teddy Roosevelt was a great president. He said Teddy bears are on sale.',
  'Angela Merkel flew from Berlin to Paris, where Apple opened a shop near the Louvre.',
  'hi rose, bill and i go to chelsea on friday, will you come?',
];

interface Props {
  readonly tagger: WorkerTagger | undefined;
  readonly minConfidence: number;
  readonly setMinConfidence: (value: number) => void;
  readonly corpus: File | undefined;
  readonly setCorpus: (corpus: File | undefined) => void;
  readonly bar: ComponentChildren;
}

const NONE: readonly TaggedText[] = [];

export function TagTab({ tagger, corpus, setCorpus, bar, ...confidence }: Props) {
  const [text, setText] = useState(EXAMPLES[0]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { value: lines = NONE, error } = useAnswer(tagger && (() => tagLines(tagger, text)), [
    tagger,
    text,
  ]);
  const types = tagger?.types ?? [];
  const counts = countTypes(lines);
  const shown = withoutTypes(lines, hidden);
  return (
    <>
      {bar}
      <div class="columns">
        <TextField label="Your text" value={text} isLarge examples={EXAMPLES} onChange={setText} />
        <div class="result">
          <h2>Names in it</h2>
          <HighlightedText lines={shown} types={types} />
          <p class="visually-hidden" role="status">
            {renderCount(shown)}
          </p>
          <Problem error={error} />
        </div>
      </div>
      <Settings
        types={types}
        counts={counts}
        hidden={hidden}
        onHide={setHidden}
        minConfidence={confidence.minConfidence}
        onMinConfidence={confidence.setMinConfidence}
      />
      <Notes types={types} />
      <ExportPanel lines={shown} />
      {corpus && tagger && (
        <CorpusScore tagger={tagger} corpus={corpus} onClose={() => setCorpus(undefined)} />
      )}
    </>
  );
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  LOC: 'a place',
  MISC: 'any other name',
  ORG: 'an organization',
  PER: 'a person',
};

const Notes = ({ types }: { readonly types: readonly string[] }) => (
  <p class="note">
    {types
      .filter((type) => Object.hasOwn(TYPE_NAMES, type))
      .map((type) => `${type} is ${TYPE_NAMES[type]}. `)}
    The percentage is the model’s confidence that exactly these words are a name of this type. With
    a minimum, all names with at least this confidence are shown, also less likely ones that the
    best tagging leaves out.
  </p>
);

function countTypes(lines: readonly TaggedText[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of lines.flatMap(({ entities }) => entities)) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function renderCount(lines: readonly TaggedText[]): string {
  const entities = lines.flatMap((line) => line.entities);
  const names = entities.map(({ text, label }) => `${text}, ${label}`).join('; ');
  return entities.length === 1 ? `1 name: ${names}` : `${entities.length} names: ${names}`;
}
