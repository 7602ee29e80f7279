/** What is being asked about a connector, and about which one. */
export interface ConnectorQuestion {
  readonly kind: 'start' | 'stop' | 'unlock';
  readonly stationId: string;
  readonly evseId: number;
}
