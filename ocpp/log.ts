/** Where the OCPP server says what happened. `event` is a fixed sentence; what varies goes into `details`, never a password. */
export interface OcppLog {
  info(event: string, details?: LogDetails): void;
  warn(event: string, details?: LogDetails): void;
  error(event: string, details?: LogDetails): void;
}

export type LogDetails = Readonly<Record<string, unknown>>;
