// The picture of a cell: what flows where at one word.

import { DRAWINGS, type Node } from './drawings.js';
import type { CellName } from './equations.js';
import { GATE_COLORS } from './formula.js';

const BOX = { width: 44, wideWidth: 60, height: 36 };
const RADIUS = 11;

export function CellPicture({ cell }: { readonly cell: CellName }) {
  const { label, nodes, lines, joins } = DRAWINGS[cell];
  return (
    <svg class="cell-picture" viewBox="0 0 420 268" role="img" aria-label={label}>
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M 0 0 L 8 4 L 0 8 z" />
        </marker>
      </defs>
      {joins.map((line) => (
        <path key={line} class="flow" d={line} />
      ))}
      {lines.map((line) => (
        <path key={line} class="flow" d={line} marker-end="url(#arrow)" />
      ))}
      {nodes.map((node) => (
        <NodeShape key={`${node.x} ${node.y}`} {...node} />
      ))}
    </svg>
  );
}

function NodeShape({ kind, x, y, text, letter }: Node) {
  const content = (
    <text x={x} y={y} class={kind}>
      {text}
      {letter !== undefined && <tspan class="letter"> {letter}</tspan>}
    </text>
  );
  if (kind === 'text') return content;
  const height = BOX.height;
  const width = text === 'tanh' ? BOX.wideWidth : BOX.width;
  return (
    <g class={letter === undefined ? undefined : GATE_COLORS[letter]}>
      {kind === 'circle' ? (
        <circle cx={x} cy={y} r={RADIUS} />
      ) : (
        <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx="6" />
      )}
      {content}
    </g>
  );
}
