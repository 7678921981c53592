// Finds phone numbers with the package libphonenumber-js, which knows the numbers of each country.
import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { Find, Found } from './found.js';
import { findPhonesBy } from './phone-groups.js';

// Seven digits with little between them. The package would compile its patterns for every text.
const SEVEN_DIGITS = /(?:\p{Nd}[^\p{L}\p{N}]{0,4}){6}\p{Nd}/u;

const PLUS = /[+\uff0b]/;

// The package takes "+1 650 253 0000, 2026" for a number with an extension.
const LIST_ITEM = /[^,;]+/g;

/**
 * @param region the country of numbers without a country code, as two letters; without it, they are
 * not found
 * @throws RangeError for an unknown region
 */
export function createPhoneFinder(region?: string): Find {
  if (region !== undefined && !isSupportedCountry(region)) {
    throw new RangeError(`expected the code of a country, such as US, found "${region}"`);
  }
  const defaultCountry: CountryCode | undefined = region;
  const isValid = (candidate: string) =>
    (region !== undefined || PLUS.test(candidate)) &&
    (parsePhoneNumberFromString(candidate, { defaultCountry })?.isValid() ?? false);

  function findIn(item: string): Found[] {
    const found: Found[] = [];
    let place = 0;
    const findUpTo = (end: number) => {
      const between = findPhonesBy(isValid, item.slice(place, end));
      found.push(...between.map((each) => moved(each, place)));
    };
    for (const { startsAt, endsAt } of findPhoneNumbersInText(item, { defaultCountry })) {
      const start = isOpened(item.slice(startsAt, endsAt)) ? startsAt + 1 : startsAt;
      findUpTo(start);
      found.push({ start, end: endsAt });
      place = endsAt;
    }
    findUpTo(item.length);
    return found;
  }

  return (text) => {
    if (!SEVEN_DIGITS.test(text)) return [];
    return [...text.matchAll(LIST_ITEM)].flatMap(({ 0: item, index }) =>
      SEVEN_DIGITS.test(item) && (region !== undefined || PLUS.test(item))
        ? findIn(item).map((each) => moved(each, index))
        : [],
    );
  };
}

/** Whether a number begins with a bracket that closes behind it, as in "(+1 650 253 0000)". */
const isOpened = (number: string) => /^[([]/.test(number) && !/[)\]]/.test(number);

const moved = ({ start, end }: Found, by: number): Found => ({ start: start + by, end: end + by });
