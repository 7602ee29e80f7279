import cyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2';
import latinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

interface Subset {
  readonly base64: string;
  /** As the maker of the font cut it. */
  readonly range: string;
  readonly isNeeded: (text: string) => boolean;
}

const subsets: readonly Subset[] = [
  {
    base64: latin,
    range:
      'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
    isNeeded: () => true,
  },
  {
    base64: latinExt,
    range:
      'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    isNeeded: (text) => /[\u0100-\u02FF\u1E00-\u1EFF\u2020\u20A0-\u20AB\u20AD-\u20C0]/.test(text),
  },
  {
    base64: cyrillic,
    range: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
    isNeeded: (text) => /[\u0400-\u045F\u0490\u0491\u2116]/.test(text),
  },
];

/** Inter for the letters of a text: ə and ₼ are in the extended Latin part, № in the Cyrillic one. */
export function fontFaces(text: string): string {
  return subsets
    .filter(({ isNeeded }) => isNeeded(text))
    .map(
      ({ base64, range }) =>
        `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${base64}) format('woff2');unicode-range:${range}}`,
    )
    .join('\n');
}
