import type { FrameListener } from './connection.ts';
import type { Make } from './station-profile.ts';
import type { SimulatedTime } from './time.ts';

export interface SimulatedStationOptions {
  /** Of the central system, without the identity: `ws://127.0.0.1:9220/ocpp`. */
  readonly url: string;
  readonly stationId: string;
  /** AC 22 kW with sockets, or DC 60 kW with cables. AC by default. */
  readonly make?: Make | undefined;
  /** 1 by default. */
  readonly connectors?: number | undefined;
  /** For HTTP Basic authentication; none by default. */
  readonly password?: string | Uint8Array | undefined;
  /** `ocpp1.6` by default; empty connects without naming a protocol. */
  readonly subprotocols?: readonly string[] | undefined;
  /** The station's clock; by default one that follows the clock of the PC. */
  readonly time?: SimulatedTime | undefined;
  /** How long the station is down when it restarts; 8 seconds by default. */
  readonly rebootMs?: number | undefined;
  /** Registers of the meters when the simulation begins, Wh. */
  readonly registerWh?: number | undefined;
  readonly meterSampleSeconds?: number | undefined;
  /** How long the station waits for an answer; 30 seconds by default. */
  readonly callTimeoutMs?: number | undefined;
  readonly onFrame?: FrameListener | undefined;
}
