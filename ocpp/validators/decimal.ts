const decimal = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?$/;
/** `1,234` may be a thousand or a fraction. */
const ambiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const maxLength = 32;

/** The number a station wrote, with a point or a decimal comma; null for any other text and for what no double holds sensibly. */
export function parseDecimal(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed.length > maxLength || !decimal.test(trimmed) || ambiguous.test(trimmed)) return null;
  const value = Number(trimmed.replace(',', '.'));
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value + 0 : null;
}
