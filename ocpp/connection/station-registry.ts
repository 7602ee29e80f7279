import { setTimeout } from 'node:timers/promises';
import type { CentralSystem, StationConnectionInfo, StationLink } from '../central-system.ts';
import type { ConnectionEnd } from './connection-end.ts';
import type { StationConnection } from './station-connection.ts';

/** Which station is on which connection: at most one each, the newest. */
export class StationRegistry implements StationLink {
  readonly #centralSystem: CentralSystem;
  readonly #current = new Map<string, StationConnection>();

  constructor(centralSystem: CentralSystem) {
    this.#centralSystem = centralSystem;
  }

  /** Makes a connection the station's current one. */
  add(connection: StationConnection): void {
    const { stationId } = connection.info;
    const older = this.#current.get(stationId);
    this.#current.set(stationId, connection);
    if (older !== undefined) {
      this.#centralSystem.noticed(stationId, 'doubleConnections', null);
      older.end('replaced');
    }
    this.#centralSystem.connected(connection.info);
  }

  /** To be told of every end; that of a replaced connection changes nothing. */
  readonly ended = (connection: StationConnection, end: ConnectionEnd): void => {
    const { stationId } = connection.info;
    if (end === 'replaced' || this.#current.get(stationId) !== connection) return;
    this.#current.delete(stationId);
    this.#centralSystem.disconnected(connection.info, end);
  };

  readonly command: StationLink['command'] = async (stationId, command, origin = 'operator') => {
    const connection = this.#current.get(stationId);
    return connection === undefined ? { kind: 'offline' } : connection.command(command, origin);
  };

  readonly disconnect = (stationId: string): void => {
    this.#current.get(stationId)?.end('closed');
  };

  list(): readonly StationConnectionInfo[] {
    return [...this.#current.values()].map(({ info }) => info);
  }

  /** Lets every station meant hear the answer it waits for, for as long as `patienceMs`, then ends their connections. */
  async shutDown(patienceMs: number, isMeant: (info: StationConnectionInfo) => boolean = () => true): Promise<void> {
    const connections = [...this.#current.values()].filter(({ info }) => isMeant(info));
    const patience = setTimeout(patienceMs, undefined, { ref: false });
    await Promise.race([Promise.all(connections.map((connection) => connection.finish())), patience]);
    for (const connection of connections) connection.end('shutdown');
  }
}
