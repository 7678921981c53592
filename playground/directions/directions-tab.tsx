// The same sentence read forward only and in both directions, word by word.
import { useState } from 'preact/hooks';
import type { TaggerWorker, WorkerTagger } from 'teddy-tagger/browser';
import { Select } from '../../src/report-page/browser/select.js';
import { LineChart } from '../elements/line-chart.js';
import { percent } from '../elements/numbers.js';
import { Problem } from '../elements/problem.js';
import { TextField } from '../elements/text-field.js';
import { useAnswer } from '../elements/use-answer.js';
import { WordChoice } from '../elements/word-choice.js';
import type { Catalog } from '../models/catalog.js';
import { useSmallModels } from '../models/use-small-models.js';
import { GrowingLines } from './growing-lines.js';
import { type GrowingSentence, readGrowing } from './reading.js';

const EXAMPLES = [
  'He said Teddy bears are on sale.',
  'He said Teddy Roosevelt was a great president.',
];

interface Props {
  readonly worker: TaggerWorker;
  readonly small: Catalog['small'];
  /** The chosen model, and its name. */
  readonly tagger: WorkerTagger | undefined;
  readonly name: string;
}

interface Readings {
  readonly forward: GrowingSentence;
  readonly both: GrowingSentence;
  readonly types: readonly string[];
}

export function DirectionsTab({ worker, small, tagger, name }: Props) {
  const [text, setText] = useState(EXAMPLES[0]);
  const [isChosen, setChosen] = useState(false);
  const taggers = useSmallModels(worker, small, ['forward', 'lstm']);
  const pair = isChosen ? tagger && { forward: tagger, both: tagger } : pairOf(taggers);
  const ask = pair && (() => readBoth(pair, text));
  const { value: readings, error } = useAnswer(ask, [pair?.forward, pair?.both, text]);
  const choices = [
    { value: false, label: 'two small models, one trained for each way' },
    { value: true, label: `the chosen model (${name}), its reverse direction silenced` },
  ];
  return (
    <>
      <Introduction />
      <TextField label="A sentence" value={text} examples={EXAMPLES} onChange={setText} />
      <div class="bar">
        <Select label="Read by" choices={choices} chosen={isChosen} onChange={setChosen} />
      </div>
      <Problem error={error} />
      {readings ? <Comparison key={text} {...readings} /> : <p role="status">Loading …</p>}
    </>
  );
}

const Introduction = () => (
  <div class="intro">
    <p>
      “Teddy Roosevelt” is a person and “Teddy bears” are toys, but whoever reads from the left
      meets <em>Teddy</em> first and does not know yet. A network that reads{' '}
      <strong>forward only</strong> must decide then and never learns better. One that reads in{' '}
      <strong>both directions</strong> changes its mind about <em>Teddy</em> when the next word
      comes.
    </p>
  </div>
);

const pairOf = (taggers: { forward: WorkerTagger; lstm: WorkerTagger } | undefined) =>
  taggers && { forward: taggers.forward, both: taggers.lstm };

async function readBoth(
  pair: { forward: WorkerTagger; both: WorkerTagger },
  text: string,
): Promise<Readings | undefined> {
  const [forward, both] = await Promise.all([
    readGrowing(pair.forward, text, 'forward'),
    readGrowing(pair.both, text, 'both'),
  ]);
  return forward && both && { forward, both, types: pair.both.types };
}

function Comparison({ forward, both, types }: Readings) {
  const { words } = both;
  const [word, setWord] = useState(() => mostChanged(both));
  const chosen = Math.min(word, words.length - 1);
  const lines = [
    { name: 'forward only', points: pointsOf(forward, chosen) },
    { name: 'both directions', points: pointsOf(both, chosen) },
  ];
  return (
    <>
      <WordChoice label="Follow the word" words={words} chosen={chosen} onChange={setWord} />
      <LineChart
        title={`Is “${words[chosen]}” part of a name?`}
        x={{ label: 'the last word read', domain: [0, words.length - 1], names: words }}
        y={{ label: 'probability', domain: [0, 1], format: percent }}
        lines={lines}
        summary={lines.map(summarize).join('; ')}
      />
      <div class="columns">
        <div>
          <h2>Forward only</h2>
          <GrowingLines sentence={forward} types={types} chosen={chosen} />
        </div>
        <div>
          <h2>Both directions</h2>
          <GrowingLines sentence={both} types={types} chosen={chosen} />
        </div>
      </div>
      <p class="note">
        Each line reads one word more than the line above. The percentage is the probability that
        the word is part of a name; the color is that of the most probable type.
      </p>
    </>
  );
}

/** The probability of a name at a word, from the time at which it is read. */
const pointsOf = ({ beliefs }: GrowingSentence, word: number): (readonly [number, number])[] =>
  beliefs.slice(word).map((ofWords, later) => [word + later, ofWords[word].share] as const);

const summarize = ({ name, points }: { name: string; points: readonly (readonly number[])[] }) =>
  `${name}: ${percent(points[0][1])} when the word is read, ${percent(points[points.length - 1][1])} at the end`;

/** The word about which the network changes its mind most. */
function mostChanged({ beliefs }: GrowingSentence): number {
  const last = beliefs[beliefs.length - 1];
  const changes = last.map(({ share }, word) => Math.abs(share - beliefs[word][word].share));
  return changes.indexOf(Math.max(...changes));
}
