/** Which of the station's dialogs is open. */
export type StationQuestion = 'rename' | 'password' | 'remove';
