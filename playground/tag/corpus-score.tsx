// How the model scores on a corpus, and the first sentences in which it is wrong.
import type {
  ScoredCorpus,
  ScoredSentence,
  SpanScoreJson,
  WorkerTagger,
} from 'teddy-tagger/browser';
import type { Span } from '../../src/corpora/tags.js';
import { visibleText } from '../../src/evaluation/report/elements/visible-text.js';
import { Problem } from '../elements/problem.js';
import { useAnswer } from '../elements/use-answer.js';

interface Props {
  readonly tagger: WorkerTagger;
  readonly corpus: File;
  readonly onClose: () => void;
}

const SHOWN_SENTENCES = 20;

export function CorpusScore({ tagger, corpus, onClose }: Props) {
  const { value, error } = useAnswer(async () => {
    const bytes = new Uint8Array(await corpus.arrayBuffer());
    return tagger.score(bytes, { name: corpus.name });
  }, [tagger, corpus]);
  return (
    <div class="corpus">
      <h2>
        <bdi>{corpus.name}</bdi>{' '}
        <button type="button" class="more" onClick={onClose}>
          Close
        </button>
      </h2>
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Tagging the corpus …</p>}
      {value && <Scored {...value} />}
    </div>
  );
}

function Scored({ score, sentences, warnings }: ScoredCorpus) {
  const wrong = sentences.filter(isWrong);
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
      <p role="status" class="summary">
        F1 {score.overall.f1.toFixed(1)} on {sentences.length} sentences
      </p>
      <ScoreTable overall={score.overall} types={score.types} />
      <h3>
        {wrong.length} sentences with errors
        {wrong.length > SHOWN_SENTENCES && `, of which the first ${SHOWN_SENTENCES}`}
      </h3>
      <ol class="wrong">
        {wrong.slice(0, SHOWN_SENTENCES).map((sentence, index) => (
          <li key={index}>
            <WrongSentence {...sentence} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface TableProps {
  readonly overall: SpanScoreJson;
  readonly types: Readonly<Record<string, SpanScoreJson>>;
}

function ScoreTable({ overall, types }: TableProps) {
  const rows = [['all', overall] as const, ...Object.entries(types)];
  return (
    <table class="scored">
      <caption>Scores by type, in percent</caption>
      <thead>
        <tr>
          {['Type', 'Precision', 'Recall', 'F1', 'Names'].map((name) => (
            <th key={name} scope="col" class={name === 'Type' ? undefined : 'number'}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([type, { precision, recall, f1, gold }]) => (
          <tr key={type}>
            <th scope="row">{visibleText(type)}</th>
            {[precision, recall, f1].map((value, index) => (
              <td key={index} class="number">
                {value.toFixed(1)}
              </td>
            ))}
            <td class="number">{gold}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WrongSentence({ tokens, gold, predicted }: ScoredSentence) {
  return (
    <>
      <p dir="auto">{visibleText(tokens.join(' '))}</p>
      <p class="note">
        corpus: {renderSpans(tokens, gold)} · model: {renderSpans(tokens, predicted)}
      </p>
    </>
  );
}

const renderSpans = (tokens: readonly string[], spans: readonly Span[]): string =>
  spans.length === 0
    ? 'no name'
    : visibleText(
        spans
          .map(({ label, start, end }) => `${tokens.slice(start, end).join(' ')} (${label})`)
          .join(', '),
      );

function isWrong({ gold, predicted }: ScoredSentence): boolean {
  const keyOf = ({ label, start, end }: Span) => `${start} ${end} ${label}`;
  const found = new Set(predicted.map(keyOf));
  return gold.length !== predicted.length || gold.some((span) => !found.has(keyOf(span)));
}
