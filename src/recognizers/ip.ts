// Finds IP addresses: runs of digits, dots and colons, checked by the package validator.
import validator from 'validator/lib/isIP.js';
import type { Find, Found } from './found.js';

// An IPv6 address that ends in an IPv4 address is the longest.
const MAXIMUM_LENGTH = 45;

const IPV4 = /(?<![\p{L}\p{N}_.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}_]|\.\d)/gu;
const IPV6_RUN = /(?<![\p{L}\p{N}_.:])[\da-f:.]+(?![\p{L}\p{N}_])/giu;

export const findIps: Find = (text) => findIpsBy((candidate) => validator.default(candidate), text);

/** @param isValid checks a candidate */
export function findIpsBy(isValid: (text: string) => boolean, text: string): Found[] {
  const found: Found[] = [];
  const add = (candidate: string, start: number) => {
    if (isValid(candidate)) found.push({ start, end: start + candidate.length });
  };
  for (const { 0: candidate, index } of text.matchAll(IPV4)) add(candidate, index);
  for (const { 0: run, index } of text.includes(':') ? text.matchAll(IPV6_RUN) : []) {
    // A colon or full stop after an address is not part of it, but "fe80::" is one.
    const candidate = run.replace(/(?<!:):$|\.+$/, '');
    const isColons = /^:*$/.test(candidate);
    if (candidate.length <= MAXIMUM_LENGTH && candidate.includes(':') && !isColons) {
      add(candidate, index);
    }
  }
  // An IPv4 address may be the end of an IPv6 address.
  let last = 0;
  return found
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const isApart = start >= last;
      if (isApart) last = end;
      return isApart;
    });
}
