// The heat map of gates as one SVG document, with its colors in it.
import { html, type Markup } from '../elements/markup.js';
import { verbatim } from '../elements/page-head.js';
import type { GateMap } from './gate-map.js';
import { renderHeatStyle } from './heat-scale.js';
import { renderRows, scaleOf } from './meanings.js';
import { type Drawing, drawScale, drawSentence } from './sentence-map.js';

const MARGIN = 20;
const TITLE_HEIGHT = 44;
const SENTENCE_GAP = 24;
// The title and the scale need so much.
const LEAST_WIDTH = 460;

// Without variables and after the light colors, so that programs that know neither draw a light
// picture.
const STYLE = `text{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-size:12px;fill:#171a1f}
.paper{fill:#fff}.about,.end{fill:#59626e}.title{font-size:15px;font-weight:600}.name{text-anchor:end}
.heading{font-weight:600}.number{font-size:11px;text-anchor:middle}
@media screen and (prefers-color-scheme:dark){text{fill:#e6e9ee}.paper{fill:#14171b}.about,.end{fill:#a0a9b5}}
`;

/** An SVG document that ends with a line feed. */
export function renderGateMapSvg(map: GateMap): string {
  const scale = drawScale(map);
  const sentences = map.sentences.map((sentence) => drawSentence(map, sentence));
  let bottom = MARGIN + TITLE_HEIGHT + scale.height;
  const placed = sentences.map((drawing) => {
    const top = bottom + SENTENCE_GAP;
    bottom = top + drawing.height;
    return renderGroup(drawing, top);
  });
  const width = 2 * MARGIN + Math.max(LEAST_WIDTH, ...sentences.map((drawing) => drawing.width));
  const height = bottom + MARGIN;
  const title = `Gates of ${map.model}`;
  const about = `${map.cell}, ${renderRows(map)}`;
  const style = verbatim(`${STYLE}${renderHeatStyle(scaleOf(map))}`);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${title}: ${about}</title>
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}"/>
<text class="title" x="${MARGIN}" y="${MARGIN + 13}">${title}</text>
<text class="about" x="${MARGIN}" y="${MARGIN + 33}">${about}</text>
${renderGroup(scale, MARGIN + TITLE_HEIGHT)}${placed}</svg>
`.markup;
}

const renderGroup = ({ content }: Drawing, y: number): Markup =>
  html`<g transform="translate(${MARGIN} ${y})">
${content}</g>
`;
