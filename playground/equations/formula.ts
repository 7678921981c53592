// Formulas in the notation of docs/networks.md, in the parts that MathML has elements for.

export type FormulaPart =
  | {
      readonly kind: 'name';
      readonly text: string;
      readonly isPrimed: boolean;
      readonly below?: string;
      readonly above?: string;
    }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string };

// An arrow before a letter is written above it.
const parts =
  /(?<above>[→←])?(?<name>tanh|σ|[A-Za-z])(?<prime>′)?(?:_(?<below>[a-z]))?|(?<number>\d+)|(?<operator>[=+\-∘,()[\]])/gu;

/** @throws Error for a character that is no part of a formula */
export function parseFormula(formula: string): FormulaPart[] {
  const found: FormulaPart[] = [];
  let end = 0;
  for (const match of formula.matchAll(parts)) {
    checkSkipped(formula.slice(end, match.index), formula);
    end = match.index + match[0].length;
    const { above, name, prime, below, number, operator } = match.groups ?? {};
    if (name !== undefined) {
      found.push({ kind: 'name', text: name, isPrimed: prime !== undefined, below, above });
    } else if (number !== undefined) found.push({ kind: 'number', text: number });
    else found.push({ kind: 'operator', text: operator === '-' ? '−' : operator });
  }
  checkSkipped(formula.slice(end), formula);
  return found;
}

function checkSkipped(text: string, formula: string): void {
  if (text.trim() !== '') throw new Error(`${formula}: expected a formula, found "${text.trim()}"`);
}

/** Gates have a color each, in formulas and pictures alike. */
export const GATE_COLORS: Readonly<Record<string, string>> = {
  f: 't1',
  i: 't3',
  u: 't3',
  o: 't0',
  r: 't2',
  g: 't8',
};
