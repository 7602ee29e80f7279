import type { Vendor } from './vendor.ts';

/** What a station told of itself. */
interface Product {
  readonly vendor: string | null;
  readonly model: string | null;
}

const letters = /[\p{L}\p{N}]/u;

/** A word counts only where it begins one: `abb` is not in `Cabbage`, and `go-e` is in `go-eCharger`. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !letters.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** The catalogue's maker of a station: by the vendor it reports, else by a vendor's name in its model; null for an unknown one. */
export function matchVendor(product: Product, vendors: readonly Vendor[]): Vendor | null {
  for (const told of [product.vendor, product.model]) {
    const text = (told ?? '').toLowerCase();
    const found = vendors.find(({ words }) => words.some((word) => holdsWord(text, word)));
    if (found !== undefined) return found;
  }
  return null;
}
