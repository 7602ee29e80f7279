/** A file that tells a Linux desktop how to start a program (Desktop Entry Specification). */
export const desktopEntryText = (name: string, command: readonly string[]): string =>
  `[Desktop Entry]\nType=Application\nName=${name}\nExec=${command.map(quoted).join(' ')}\nTerminal=false\n`;

/** "The Exec key": the file first undoes backslashes as in any value, then the quotes of an argument are undone. */
const quoted = (argument: string): string =>
  `"${argument
    .replace(/[\\"`$]/g, (special) => `\\${special}`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
