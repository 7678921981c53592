// The table of recognizers: what has a form of its own, such as an e-mail address, is found by a
// scan and checked by a library.
import type { Find } from './found.js';

export interface Recognizer {
  /** The type of its entities. */
  readonly label: string;
  /**
   * Imports the recognizer with its library.
   *
   * @param region the country of phone numbers without a country code
   */
  load(region?: string): Promise<Find>;
}

/** If two recognizers find the same, the first in this order has it. */
export const recognizers = {
  iban: {
    label: 'IBAN',
    load: async () => (await import('./iban.js')).findIbans,
  },
  card: {
    label: 'CARD',
    load: async () => (await import('./card.js')).findCards,
  },
  ip: {
    label: 'IP',
    load: async () => (await import('./ip.js')).findIps,
  },
  email: {
    label: 'EMAIL',
    load: async () => (await import('./email.js')).findEmails,
  },
  url: {
    label: 'URL',
    load: async () => (await import('./url.js')).findUrls,
  },
  phone: {
    label: 'PHONE',
    load: async (region) => (await import('./phone.js')).createPhoneFinder(region),
  },
} satisfies Readonly<Record<string, Recognizer>>;

export type RecognizerName = keyof typeof recognizers;

export const recognizerNames = Object.keys(recognizers) as readonly RecognizerName[];
