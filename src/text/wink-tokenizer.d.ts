// The part of wink-tokenizer 5.3 that the tokenizer uses; the package ships no types.

declare module 'wink-tokenizer' {
  interface WinkTokenizer {
    /** Turns the built-in patterns off by name and forgets every added one. */
    defineConfig(config: Readonly<Record<string, boolean>>): number;
    /** Puts a pattern before all others. A new tag needs a fingerprint of one letter. */
    addRegex(pattern: RegExp, tag: string, fingerprint?: string): void;
    tokenize(text: string): { readonly value: string; readonly tag: string }[];
  }

  export default function createWinkTokenizer(): WinkTokenizer;
}
