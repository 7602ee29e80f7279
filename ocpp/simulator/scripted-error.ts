/** An error answer in words of the station's own. */
export class ScriptedError extends Error {
  readonly word: string;

  constructor(word: string) {
    super(word);
    this.name = 'ScriptedError';
    this.word = word;
  }
}
