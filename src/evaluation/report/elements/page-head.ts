// The head of a page that is one file and loads nothing: its style and its script are in it.
import { createHash } from 'node:crypto';
import { html, type Markup } from './markup.js';

/** What belongs to all pages of a kind. */
export interface PageParts {
  readonly style: string;
  /** Empty for a page without a script. */
  readonly script: string;
}

/** The document up to the start of its body. */
export function renderPageHead(title: string, { style, script }: PageParts): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
`;
}

/** Markup that is in a string already. */
export const verbatim = (markup: string): Markup => ({ markup });

/**
 * Nothing is loaded, and only our style and script are used, whatever a text of the user says.
 */
function contentSecurityPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${script === '' ? 'none' : hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
