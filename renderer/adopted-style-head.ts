interface HeadStyles {
  readonly style: readonly { readonly textContent: string }[];
}

interface HeadEntry {
  patch(readHead: () => HeadStyles): void;
}

/**
 * Vuetify writes its theme colours into an inline `<style>`, which our content security policy forbids. It prefers a provided `usehead`
 * where there is one; this one puts the same text into a constructed style sheet, which the policy allows.
 */
export const adoptedStyleHead = {
  push(readHead: () => HeadStyles): HeadEntry {
    const sheet = new CSSStyleSheet();
    const apply = (read: () => HeadStyles): void => {
      sheet.replaceSync(
        read()
          .style.map((style) => style.textContent)
          .join('\n'),
      );
    };
    apply(readHead);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return { patch: apply };
  },
};
