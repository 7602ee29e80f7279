/** The EVSE a 1.6 connector stands for; 0, the station itself, when the station named none that can be. */
export function evseOf(connectorId: number | undefined): number {
  return connectorId === undefined || connectorId < 0 ? 0 : connectorId;
}
