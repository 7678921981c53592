// Data in a page: JSON in a script element that does not run.
import { html, type Markup } from './markup.js';
import { verbatim } from './page-head.js';

const START = '<script type="application/json" id="page-data">';
const END = '</script>';

/** No tag in a text ends the element or begins a comment. */
export function renderPageData(data: unknown): Markup {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return html`${verbatim(`${START}${json}${END}`)}
`;
}

/** The JSON in a page; undefined if it has none. */
export function findPageData(page: string): string | undefined {
  const start = page.indexOf(START);
  const end = page.indexOf(END, start);
  return start < 0 || end < 0 ? undefined : page.slice(start + START.length, end);
}
