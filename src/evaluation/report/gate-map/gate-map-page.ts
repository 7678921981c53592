// The heat map of gates as one HTML file that loads nothing.
import { readPageFile } from '../../../report-page/page-files.js';
import { html, isolated, type Markup } from '../elements/markup.js';
import { renderPageHead } from '../elements/page-head.js';
import { renderTable } from '../elements/table.js';
import type { GateMap, MappedSentence } from './gate-map.js';
import { renderHeatStyle } from './heat-scale.js';
import { meaningsOf, nameOf, renderRows, scaleOf } from './meanings.js';
import { type Drawing, drawScale, drawSentence } from './sentence-map.js';

/** A whole HTML document without a script. */
export function renderGateMapPage(map: GateMap): string {
  const style = `${readPageFile('gates-page.css')}${renderHeatStyle(scaleOf(map))}`;
  const { name, version } = map.program;
  return html`${renderPageHead(`Gates of ${map.model}`, { style, script: '' })}<body>
<a class="skip" href="#content">Skip to the heat map</a>
${renderHeader(map)}<main id="content">
${map.sentences.map((sentence, index) => renderSentence(map, sentence, index))}</main>
<footer class="page"><p>Written by ${name} ${version}.</p></footer>
</body>
</html>
`.markup;
}

function renderHeader(map: GateMap): Markup {
  const { layers } = map.sentences[0];
  const facts = [
    ['Cell', map.cell],
    ['Layers', layers[layers.length - 1].layer],
    ['Directions', layers.some(({ direction }) => direction === 'reverse') ? 'both' : 'forward'],
    ['Rows', renderRows(map)],
  ] as const;
  return html`<header class="page">
<p class="kicker">Gates of a recurrent network at each token</p>
<h1>${isolated(map.model)}</h1>
<dl class="facts">
${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<dl class="meanings gate-meanings">
${meaningsOf(map).map(
  ([name, meaning]) => html`<div><dt>${name}</dt><dd>${meaning}</dd></div>
`,
)}</dl>
${renderScale(map)}</header>
`;
}

function renderScale(map: GateMap): Markup {
  const { low, high } = scaleOf(map);
  const label = `Color scale from ${low} to ${high}`;
  return html`<p class="heat-scale">${renderDrawing(drawScale(map), label)}</p>
`;
}

function renderSentence(map: GateMap, sentence: MappedSentence, index: number): Markup {
  const anchor = `sentence-${index + 1}`;
  const title = `Sentence ${index + 1}`;
  const label = `Heat map of sentence ${index + 1}`;
  const numbers = map.rows === 'mean' ? 'the numbers are in the table' : renderRows(map);
  return html`<section id="${anchor}" aria-labelledby="${anchor}-title">
<h2 id="${anchor}-title">${title}</h2>
<p class="sentence" dir="auto">${sentence.tokens.join(' ')}</p>
<div class="scroll" role="region" aria-label="${label}" tabindex="0">
${renderDrawing(drawSentence(map, sentence), `${label}; ${numbers}`)}</div>
${map.rows === 'mean' && renderNumbers(sentence, title)}</section>
`;
}

const renderDrawing = ({ content, width, height }: Drawing, label: string): Markup =>
  html`<svg class="gate-map" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${content}</svg>`;

function renderNumbers({ tokens, layers }: MappedSentence, title: string): Markup {
  const tables = layers.map(({ layer, direction, gates }) => {
    const place = `layer ${layer} ${direction}`;
    const table = renderTable<number>({
      kind: 'matrix numbers',
      caption: `Gates of ${title}, ${place}`,
      nameHeader: 'Token',
      nameOf: (index) => isolated(tokens[index]),
      columns: gates.map(({ name, values: [means] }) => ({
        header: nameOf(name),
        kind: 'number',
        cell: (index) => means[index].toFixed(3),
      })),
      groups: [tokens.map((_, index) => index)],
    });
    return html`<h3>${place[0].toUpperCase()}${place.slice(1)}</h3>
${table}`;
  });
  return html`<details><summary>Numbers of each token</summary>
${tables}</details>
`;
}
