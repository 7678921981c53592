// A page with the text, its entities highlighted. It is written as the text comes, so that the
// counts of the types are at its end; the page's script moves them to the top.
import type { Entity } from '../../../entities/entity.js';
import { html, isolated, type Markup } from '../../../evaluation/report/elements/markup.js';
import { renderPageHead, verbatim } from '../../../evaluation/report/elements/page-head.js';
import { readPageFile } from '../../../report-page/page-files.js';
import type { LineFormat } from '../format.js';
import { renderMarked } from '../marked.js';
import { renderLegend } from './legend.js';

// The style has as many colors.
const COLOR_COUNT = 12;

/** @param types of the model; the index of a type decides its color */
export function createHtmlFormat(types: readonly string[]): LineFormat {
  const counts = new Map(types.map((type) => [type, 0]));
  const colors = new Map(types.map((type, index) => [type, index % COLOR_COUNT]));
  const script = readPageFile('tagged-page.js');

  function count({ label }: Entity): number {
    const color = colors.get(label) ?? colors.size % COLOR_COUNT;
    colors.set(label, color);
    counts.set(label, (counts.get(label) ?? 0) + 1);
    return color;
  }

  const renderEntity = (text: string, entity: Entity) =>
    renderMark(text, entity, count(entity)).markup;
  const renderContent = (text: string, entities: readonly Entity[]) =>
    renderMarked(text, entities, renderEntity, (rest) => shown(rest).markup);

  return {
    unit: 'line',
    begin: () => renderBeginning(script).markup,
    beginFile: (name, isOnly) => renderFileBeginning(name, isOnly).markup,
    render: ({ text, lineNumber }, entities) =>
      `${renderStart(lineNumber)}${renderContent(text, entities)}</p>\n`,
    startRecord: ({ lineNumber }) => {
      let start = renderStart(lineNumber);
      return {
        write: (piece, entities) => {
          const rendered = start + renderContent(piece, entities);
          start = '';
          return rendered;
        },
        finish: () => ['</p>\n'],
      };
    },
    endFile: () => '</section>\n',
    end: () => {
      const rows = [...counts].map(([type, times]) => ({
        type,
        times,
        color: colors.get(type) ?? 0,
      }));
      return renderEnd(renderLegend(rows), script).markup;
    },
  };
}

const renderStart = (lineNumber: number) => `<p class="line" dir="auto" data-line="${lineNumber}">`;

const renderBeginning = (script: string): Markup =>
  html`${renderPageHead('Named entities', { style: readPageFile('tagged-page.css'), script })}<body>
<a class="skip" href="#text">Skip to the text</a>
<header class="page"><h1>Named entities</h1></header>
<main id="text">
`;

/** Standard input alone needs no heading. */
function renderFileBeginning(name: string, isOnly: boolean): Markup {
  if (isOnly && name === '-') return html`<section class="file">\n`;
  const heading = name === '-' ? 'Standard input' : isolated(name);
  return html`<section class="file">\n<h2>${heading}</h2>\n`;
}

const renderEnd = (legend: Markup, script: string): Markup => html`</main>
${legend}<script>${verbatim(script)}</script>
</body>
</html>
`;

function renderMark(text: string, { label, confidence, id }: Entity, color: number): Markup {
  const title = id === undefined ? '' : html` title="${id}"`;
  // 100 % stands only for certainty.
  const percent = confidence === undefined ? '' : ` ${Math.floor(100 * confidence)} %`;
  return html`<mark class="t${color}" data-type="${label}"${title}><bdi>${shown(text)}</bdi><small>${isolated(label)}${percent}</small></mark>`;
}

/** Text with its tabs, which the page shows as blanks; other controls are named. */
const shown = (text: string): Markup =>
  html`${text.split('\t').map((part, index) => (index === 0 ? part : [verbatim('\t'), part]))}`;
