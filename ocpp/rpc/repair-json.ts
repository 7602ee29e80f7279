const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const byteOrderMark = 0xfeff;

const noValue = /\s*[,}\]]/y;
const listEnd = /\s*[}\]]/y;
const noNumber = /[+-]?(?:nan|inf(?:inity)?)\b/iy;

function matchAt(pattern: RegExp, text: string, index: number): string | null {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? null;
}

const isControl = (code: number): boolean => code < 32 || code === 127;

const escapeControl = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/**
 * Mends what stations are known to get wrong, in one pass: a value left out (`"transactionId":,`), a comma too many, `nan` for a number, raw
 * control characters, a byte order mark. Anything else stays broken.
 */
export function repairJson(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  const replace = (index: number, length: number, by: string): void => {
    pieces.push(text.slice(kept, index), by);
    kept = index + length;
  };
  let inText = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inText) {
      if (code === backslash) index++;
      else if (code === quote) inText = false;
      else if (isControl(code)) replace(index, 1, escapeControl(code));
      continue;
    }
    if (code === quote) inText = true;
    else if (isControl(code) || code === byteOrderMark) replace(index, 1, ' ');
    else if (code === comma && matchAt(listEnd, text, index + 1) !== null) replace(index, 1, '');
    else if (code === colon && matchAt(noValue, text, index + 1) !== null) replace(index + 1, 0, 'null');
    else index += replaceNoNumber(index) - 1;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');

  /** How many characters were dealt with at `index`. */
  function replaceNoNumber(index: number): number {
    const word = matchAt(noNumber, text, index);
    if (word === null) return 1;
    replace(index, word.length, 'null');
    return word.length;
  }
}
