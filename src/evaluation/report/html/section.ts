// The frame of each section, and the places that the list of contents links to.
import { html, type Markup } from '../elements/markup.js';

export interface Section {
  /** Unique among the sections of one system. */
  readonly name: string;
  readonly title: string;
  readonly body: Markup;
}

/** The anchor of a section. The first system's have plain names. */
export const anchorOf = (name: string, systemIndex = 0): string =>
  systemIndex === 0 ? name : `${name}-${systemIndex + 1}`;

export function renderSection({ name, title, body }: Section, systemIndex = 0): Markup {
  const anchor = anchorOf(name, systemIndex);
  return html`<section id="${anchor}" aria-labelledby="${anchor}-title">
<h2 id="${anchor}-title">${title}</h2>
${body}</section>
`;
}

/** Links to sections; the page's script points them at another system when one is chosen. */
export function renderContents(sections: readonly Section[]): Markup {
  return html`<nav aria-label="Contents"><ul>
${sections.map(
  ({ name, title }) => html`<li><a href="#${name}" data-section="${name}">${title}</a></li>
`,
)}</ul></nav>
`;
}
