// Finds e-mail addresses: what stands around each @, checked by the package validator.
import validator from 'validator/lib/isEmail.js';
import type { Find, Found } from './found.js';

// The limits of RFC 5321, so that each @ costs a bounded time.
const MAXIMUM_LOCAL_LENGTH = 64;
const MAXIMUM_DOMAIN_LENGTH = 255;

const LOCAL_PART = /(?:[\p{L}\p{N}_%+&'~-]|\.(?!\.))+$/u;
const DOMAIN = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/u;

export const findEmails: Find = (text) =>
  findEmailsBy((candidate) => validator.default(candidate), text);

/** @param isValid checks a candidate */
export function findEmailsBy(isValid: (text: string) => boolean, text: string): Found[] {
  const found: Found[] = [];
  let last = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfLocalPart(text, at, last);
    if (start === at) continue;
    const end = endOfDomain(text, at, (domainEnd) => isValid(text.slice(start, domainEnd)));
    if (end === undefined) continue;
    found.push({ start, end });
    last = end;
  }
  return found;
}

/** @param from the first place that is not part of another address */
function startOfLocalPart(text: string, at: number, from: number): number {
  const first = Math.max(from, at - MAXIMUM_LOCAL_LENGTH);
  const [local = ''] = LOCAL_PART.exec(text.slice(first, at)) ?? [];
  const [quotes = ''] = /^[.'&~-]+/.exec(local) ?? [];
  return at - local.length + quotes.length;
}

/** The longest domain counts: "a@b.com.5" has the domain b.com. */
function endOfDomain(
  text: string,
  at: number,
  isValidTo: (end: number) => boolean,
): number | undefined {
  const [run = ''] = DOMAIN.exec(text.slice(at + 1, at + 1 + MAXIMUM_DOMAIN_LENGTH)) ?? [];
  let domain = run.replace(/[.-]+$/, '');
  while (domain.includes('.')) {
    const end = at + 1 + domain.length;
    if (isValidTo(end)) return end;
    domain = domain.slice(0, domain.lastIndexOf('.'));
  }
  return undefined;
}
