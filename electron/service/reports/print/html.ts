/** Text that is safe as HTML. Made by `html` alone: what was typed by people or sent by chargers comes in escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; null stands for nothing. */
export type HtmlPart = string | number | Html | null | readonly HtmlPart[];

/** `html\`<b>${name}</b>\``: every string and number is escaped, every `Html` taken as it is. */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(texts.reduce((whole, text, index) => whole + written(parts[index - 1] ?? null) + text));
}

function written(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(written).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
