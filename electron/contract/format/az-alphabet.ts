/** The Azerbaijani alphabet in its order; w is no letter of it and follows v. */
const alphabet = 'a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v w y z'.split(' ');

const rankOfLetter = new Map(alphabet.map((letter, rank) => [letter, rank]));

/** Small letter of an Azerbaijani capital: I belongs to ı, İ to i. */
export function lowerAz(text: string): string {
  return text.replace(/İ/g, 'i').replace(/I/g, 'ı').toLowerCase();
}

/** Signs first, then digits, the alphabet, and letters of other scripts last. */
function rankOf(sign: string): number {
  const rank = rankOfLetter.get(sign);
  if (rank !== undefined) return 2_000_000 + rank;
  const code = sign.codePointAt(0) ?? 0;
  if (!/\p{L}/u.test(sign)) return code;
  const base = rankOfLetter.get(sign.normalize('NFD').charAt(0));
  return base === undefined ? 3_000_000 + code : 2_000_000 + base;
}

type Piece = { readonly number: number } | { readonly rank: number };

function piecesOf(text: string): readonly Piece[] {
  return (lowerAz(text.normalize('NFC')).match(/\d+|[^\d]/gu) ?? []).map((piece) =>
    /^\d/.test(piece) ? { number: Number(piece) } : { rank: rankOf(piece) },
  );
}

const numbersRank = 1_500_000;

function comparePieces(a: Piece, b: Piece): number {
  if ('number' in a && 'number' in b) return a.number - b.number;
  return ('number' in a ? numbersRank : a.rank) - ('number' in b ? numbersRank : b.rank);
}

/** Order of two names in the Azerbaijani alphabet; a small letter comes before its capital when nothing else tells them apart. */
export function compareAz(a: string, b: string): number {
  const left = piecesOf(a);
  const right = piecesOf(b);
  for (const [index, piece] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = comparePieces(piece, other);
    if (order !== 0) return order;
  }
  if (left.length !== right.length) return -1;
  return a === b ? 0 : a > b ? -1 : 1;
}
