// Names of text encodings, and errors of their decoders.

/** The names of the WHATWG's Encoding Standard that programs use most. */
export const COMMON_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'latin1',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-15',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'ibm866',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'gb18030',
  'gbk',
  'big5',
  'euc-kr',
] as const;

/** The encoding's name in the standard, or undefined if there is none of this name. */
export function findEncoding(name: string): string | undefined {
  try {
    // The standard has a hyphen in UTF-8, but other programs write utf16le, too.
    return new TextDecoder(name.replace(/^(utf)(16)/i, '$1-$2')).encoding;
  } catch (error) {
    if (codeOf(error) === 'ERR_ENCODING_NOT_SUPPORTED') return undefined;
    throw error;
  }
}

/** Whether a decoder found bytes that are invalid in its encoding. */
export const isInvalidText = (error: unknown): boolean =>
  codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA';

const codeOf = (error: unknown): unknown => Object(error).code;
