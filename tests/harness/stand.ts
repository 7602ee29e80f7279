import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { Params } from '../../electron/contract/api.ts';
import type {
  CommandResult,
  CommandView,
  EvseView,
  SessionDetailsView,
  StationView,
} from '../../electron/contract/views.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { SimulationClock, systemWallClock } from '../../ocpp/simulator/time.ts';
import type { ConsoleClient } from './console-client.ts';
import { eventually } from './eventually.ts';
import { type RunningService, type StartOptions, startService } from './service.ts';
import { recordWire, type Wire } from './wire.ts';

/** Cards every stand knows. Any other is a stranger's. */
export const cards = {
  valid: '04A2B91C5F8280',
  sibling: '04C7D01E6B2F81',
  expired: '04EE00EE00EE00',
  blocked: '04BB00BB00BB00',
  /** Group of `valid` and `sibling`. */
  parent: 'FLEET',
} as const;

export const minuteMs = 60_000;

/** One service with its console, for all the cases of a file. */
export interface Stand {
  readonly service: RunningService;
  readonly client: ConsoleClient;
  /** A station of that name, switched off. */
  station(stationId: string, options?: Partial<SimulatedStationOptions>): ChargePoint;
  /** The same, booted; the wire shows what follows. */
  booted(stationId: string, options?: Partial<SimulatedStationOptions>): Promise<ChargePoint>;
}

/** A simulated charge point whose time stands still until it is moved, and what the console says of it. */
export interface ChargePoint {
  readonly stationId: string;
  readonly station: SimulatedStation;
  readonly time: SimulationClock;
  readonly wire: Wire;
  /** What an operator does. */
  command(command: Params<'stations.command'>['command']): Promise<CommandResult>;
  /** The command as the console shows it, once what was asked for has been seen to happen. */
  seen(result: CommandResult): Promise<CommandView>;
  view(): Promise<StationView>;
  evse(evseId?: number): Promise<EvseView>;
  /** Newest first. */
  sessions(): Promise<readonly SessionDetailsView[]>;
  /** Plugs in and starts with the valid card. Gives the transaction's number. */
  charge(evseId?: number): Promise<number>;
  /** Lets the station come up again after it went down by itself. */
  restarted(): Promise<void>;
}

const rebootMs = 1;
/** Stations begin in the past, so that nothing they report lies in the future however far a case moves on. */
const beganBeforeMs = 8 * minuteMs;

/** Starts the built service before the cases of a file and ends it after them. Strangers' stations are welcome, strangers' cards are not. */
export function useStand(options: StartOptions = { flags: ['--accept-unknown'] }): Stand {
  let running: RunningService | null = null;
  const service = (): RunningService => {
    if (running === null) throw new Error('The service is not running');
    return running;
  };
  beforeAll(async () => {
    running = await startService(options);
    await issueCards(running.client);
  });
  afterAll(() => running?.stop());
  const stand: Stand = {
    get service() {
      return service();
    },
    get client() {
      return service().client;
    },
    station: (stationId, stationOptions = {}) => chargePoint(service(), stationId, stationOptions),
    async booted(stationId, stationOptions = {}) {
      const point = stand.station(stationId, stationOptions);
      expect(await point.station.boot()).toMatchObject({ status: 'Accepted' });
      point.wire.forget();
      return point;
    },
  };
  return stand;
}

async function issueCards(client: ConsoleClient): Promise<void> {
  const inTheGroup = { parentIdToken: cards.parent };
  await client.call('idTokens.add', { idToken: cards.valid, label: 'Leyla', ...inTheGroup });
  await client.call('idTokens.add', { idToken: cards.sibling, label: 'Rauf', ...inTheGroup });
  await client.call('idTokens.add', { idToken: cards.expired, expiresAt: '2024-12-31T20:00:00Z' });
  await client.call('idTokens.add', { idToken: cards.blocked, status: 'Blocked' });
}

/** What the service says of the valid card. */
export const accepted = { status: 'Accepted', parentIdTag: cards.parent } as const;

function chargePoint(
  { client, ocppUrl }: RunningService,
  stationId: string,
  options: Partial<SimulatedStationOptions>,
): ChargePoint {
  const time = new SimulationClock(Date.now() - beganBeforeMs, systemWallClock);
  const wire = recordWire();
  const station = createSimulatedStation({
    url: ocppUrl,
    stationId,
    time,
    rebootMs,
    meterSampleSeconds: 0,
    registerWh: 10_000,
    onFrame: wire.listen,
    ...options,
  });
  // Simulated minutes pass faster than a pong comes back.
  station.configure('WebSocketPingInterval', '0');
  onTestFinished(() => {
    station.disconnect();
  });
  return {
    stationId,
    station,
    time,
    wire,
    command: (command) => client.call('stations.command', { stationId, command }),
    seen: ({ commandId }) =>
      client.event('commands.changed', (command) => command.commandId === commandId && command.effect === 'seen'),
    view: () => client.call('stations.get', { stationId }),
    async evse(evseId = 1) {
      const { evses } = await client.call('stations.get', { stationId });
      const evse = evses.find((candidate) => candidate.evseId === evseId);
      if (evse === undefined) throw new Error(`The console shows no connector ${String(evseId)} of ${stationId}`);
      return evse;
    },
    async sessions() {
      const { rows } = await client.call('sessions.list', { stationId });
      return Promise.all(rows.map(({ sessionId }) => client.call('sessions.get', { sessionId })));
    },
    async charge(evseId = 1) {
      await station.plugIn(evseId);
      const { transactionId } = await station.startTransaction(evseId, cards.valid);
      if (transactionId === null) throw new Error('The start was not answered');
      return transactionId;
    },
    async restarted() {
      await eventually(() => {
        expect(station.connected).toBe(false);
      });
      await eventually(async () => {
        await time.advance(rebootMs);
        expect(station.connected).toBe(true);
      });
    },
  };
}
