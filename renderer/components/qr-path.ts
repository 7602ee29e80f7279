import { encode } from 'uqr';

export interface QrPath {
  /** Edge length in modules, the quiet zone included. */
  readonly size: number;
  /** SVG path of the dark modules, one unit each. */
  readonly path: string;
}

/** Four modules of quiet zone, as ISO/IEC 18004 asks. */
const quietZone = 4;

/** A QR code as one SVG path. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone });
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')).join(''));
  return { size, path: rows.join('') };
}
