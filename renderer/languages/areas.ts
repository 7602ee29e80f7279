export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** Each file's messages under the file's name: `title` of `overview.json` is `overview.title`. */
export function byArea(files: Readonly<Record<string, MessageTree>>): Record<string, MessageTree> {
  return Object.fromEntries(
    Object.entries(files).map(([path, messages]) => [path.replace(/^.*\/|\.json$/g, ''), messages]),
  );
}
