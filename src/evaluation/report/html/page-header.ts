// The head of the page: what was judged, on which corpus.
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderInteger, renderQuantity } from '../elements/numbers.js';
import type { EvalReport, ReportSystem } from '../eval-report.js';

// As many hexadecimal digits of a checksum as are enough to recognize it.
const SHOWN_DIGITS = 12;

export function renderPageHeader({ corpus, systems }: EvalReport): Markup {
  const facts: readonly (readonly [string, Markup | string])[] = [
    ['Sentences', renderInteger(corpus.sentences)],
    ['Tokens', renderInteger(corpus.tokens)],
    ['Entities', renderInteger(corpus.entities)],
    ['Tag scheme', corpus.scheme],
    ['SHA-256', renderChecksum(corpus.sha256)],
  ];
  return html`<header class="page">
<p class="kicker">Evaluation of a named-entity tagger</p>
<h1>${isolated(corpus.name)}</h1>
<p class="systems">${systems.length === 1 ? renderSystem(systems[0]) : renderSystems(systems)}</p>
<dl class="facts">
${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
${corpus.mapTypes && renderMapping(corpus.mapTypes)}</header>
`;
}

export const titleOf = ({ corpus, systems }: EvalReport): string => {
  const system = systems.length === 1 ? systems[0].name : renderQuantity(systems.length, 'system');
  return `${system} on ${corpus.name}`;
};

const KINDS = {
  model: 'Model',
  predictions: 'Predictions',
  column: 'Predicted column',
} as const;

const renderSystem = ({ name, kind, sha256 }: ReportSystem): Markup =>
  html`${KINDS[kind]} ${isolated(name)} ${renderChecksum(sha256)}`;

function renderSystems(systems: readonly ReportSystem[]): Markup {
  const count = renderQuantity(systems.length, 'system');
  return html`${count}, the first is ${isolated(systems[0].name)}`;
}

export const renderChecksum = (sha256: string): Markup =>
  html`<code>${sha256.slice(0, SHOWN_DIGITS)}…</code>`;

function renderMapping(mapTypes: NonNullable<EvalReport['corpus']['mapTypes']>): Markup {
  const entries = Object.entries(mapTypes);
  const items = entries.map(([from, to]) => {
    const target = to === null ? html`<em>dropped</em>` : isolated(to);
    return html`<li>${isolated(from)} → ${target}</li>`;
  });
  return html`<details><summary>${renderQuantity(entries.length, 'type')} mapped before
scoring</summary>
<ul class="mapping">${items}</ul></details>
`;
}
