import { onTestFinished } from 'vitest';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { OcppServer } from '../../../ocpp/server.ts';
import { createSimulatedStation, type SimulatedStation } from '../../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../../ocpp/simulator/station-options.ts';
import { SimulationClock, systemWallClock } from '../../../ocpp/simulator/time.ts';
import type { StationAction } from '../../../ocpp/v16/messages.ts';
import { readRequest } from '../../../ocpp/v16/payloads.ts';
import type { Received } from '../../../ocpp/v16/validators.ts';
import { testNow, type MemoryCentralSystem } from '../ocpp/memory-central-system.ts';
import { startServer } from '../ocpp/test-server.ts';

/** One simulated station and the OCPP server it dials. The station's time stands still until the test moves it. */
export interface SimulatedSite {
  readonly station: SimulatedStation;
  readonly server: OcppServer;
  readonly centralSystem: MemoryCentralSystem;
  readonly time: SimulationClock;
  /** Names of the CALLs the server took, in order. */
  readonly actions: () => readonly string[];
  /** What those of one kind said. */
  readonly calls: <A extends StationAction>(action: A) => readonly Received<A, 'request'>[];
  /** Statuses reported on a connector, in order. */
  readonly statuses: (connectorId: number) => readonly string[];
  readonly command: (command: Command) => Promise<CommandOutcome>;
  /** The server drops the station. */
  readonly drop: () => void;
}

export const rebootMs = 8_000;

const stationId = 'SIM1';

export async function startSite(
  options: Partial<SimulatedStationOptions> = {},
  startAt: EpochMs = testNow,
  prepare: (server: OcppServer) => Promise<Partial<SimulatedStationOptions>> = () => Promise.resolve({}),
): Promise<SimulatedSite> {
  const { url, server, centralSystem } = await startServer();
  const prepared = await prepare(server);
  const time = new SimulationClock(startAt, systemWallClock);
  const station = createSimulatedStation({ url, stationId, connectors: 2, time, rebootMs, ...prepared, ...options });
  onTestFinished(() => {
    station.disconnect();
  });
  const calls: SimulatedSite['calls'] = (action) =>
    callsTaken(centralSystem)
      .filter((call) => call.action === action)
      .map(({ payload }) => readRequest(action, payload));
  return {
    station,
    server,
    centralSystem,
    time,
    actions: () => callsTaken(centralSystem).map(({ action }) => action),
    calls,
    statuses: (connectorId) =>
      calls('StatusNotification')
        .filter((report) => report.connectorId === connectorId)
        .map(({ status = '' }) => status),
    command: (command) => server.link.command(stationId, command),
    drop: () => {
      server.link.disconnect(stationId);
    },
  };
}

function callsTaken({
  exchanged,
}: MemoryCentralSystem): readonly { readonly action: string; readonly payload: unknown }[] {
  return exchanged
    .filter(({ direction, kind }) => direction === 'in' && kind === 'call')
    .map(({ text }) => {
      const [, , action, payload]: readonly unknown[] = JSON.parse(text) as readonly unknown[];
      return { action: String(action), payload };
    });
}
