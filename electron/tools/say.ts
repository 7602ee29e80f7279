/** A sentence for the person at the terminal; stdout is left to programs. */
export const sayOnStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
