import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import { eventually } from '../harness/eventually.ts';

/** A central system as bare as can be: it accepts every boot and answers everything with `{}`. */
class BareCentralSystem {
  readonly calls: { readonly action: string; readonly payload: unknown }[] = [];
  readonly answers = new Map<string, readonly unknown[]>();
  readonly #server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  #socket: WebSocket | null = null;
  #lastId = 0;

  async start(): Promise<string> {
    this.#server.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (data: Buffer) => {
        this.#take(socket, JSON.parse(data.toString()) as readonly unknown[]);
      });
    });
    await once(this.#server, 'listening');
    onTestFinished(() => {
      this.#server.close();
    });
    const address = this.#server.address();
    return `ws://127.0.0.1:${typeof address === 'object' && address !== null ? String(address.port) : ''}/ocpp`;
  }

  /** Calls the station and returns its answer as it stands on the wire. */
  async call(action: string, payload: object): Promise<readonly unknown[]> {
    this.#lastId += 1;
    const id = `c${String(this.#lastId)}`;
    this.#socket?.send(JSON.stringify([2, id, action, payload]));
    return eventually(() => {
      const answer = this.answers.get(id);
      if (answer === undefined) throw new Error(`No answer to ${action}`);
      return answer;
    });
  }

  actionsSince(index: number): readonly string[] {
    return this.calls.slice(index).map(({ action }) => action);
  }

  #take(socket: WebSocket, message: readonly unknown[]): void {
    const [type, id, action, payload] = message;
    if (type !== 2) {
      this.answers.set(String(id), message);
      return;
    }
    this.calls.push({ action: String(action), payload });
    const accepted = { status: 'Accepted', currentTime: '2026-03-01T08:00:00Z', interval: 300 };
    socket.send(JSON.stringify([3, id, action === 'BootNotification' ? accepted : {}]));
  }
}

async function bootedStation(): Promise<{ centralSystem: BareCentralSystem; station: SimulatedStation }> {
  const centralSystem = new BareCentralSystem();
  const station = createSimulatedStation({ url: await centralSystem.start(), stationId: 'SIM 1', connectors: 2 });
  onTestFinished(() => {
    station.disconnect();
  });
  await station.boot();
  return { centralSystem, station };
}

it.each([
  [{ requestedMessage: 'BootNotification' }, ['BootNotification']],
  [{ requestedMessage: 'Heartbeat' }, ['Heartbeat']],
  [{ requestedMessage: 'DiagnosticsStatusNotification' }, ['DiagnosticsStatusNotification']],
  [{ requestedMessage: 'FirmwareStatusNotification' }, ['FirmwareStatusNotification']],
  [{ requestedMessage: 'MeterValues', connectorId: 2 }, ['MeterValues']],
  [{ requestedMessage: 'MeterValues' }, ['MeterValues', 'MeterValues']],
  [{ requestedMessage: 'StatusNotification', connectorId: 1 }, ['StatusNotification']],
  [{ requestedMessage: 'StatusNotification' }, ['StatusNotification', 'StatusNotification', 'StatusNotification']],
])('a station sends what TriggerMessage %j asks for, after its answer', async (request, actions) => {
  const { centralSystem } = await bootedStation();
  const before = centralSystem.calls.length;
  expect(await centralSystem.call('TriggerMessage', request)).toEqual([3, 'c1', { status: 'Accepted' }]);
  await eventually(() => {
    expect(centralSystem.actionsSince(before)).toEqual(actions);
  });
});

it('a station refuses to be triggered for a connector it does not have, or for a message it does not know', async () => {
  const { centralSystem } = await bootedStation();
  expect(await centralSystem.call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 3 })).toEqual([
    3,
    'c1',
    { status: 'Rejected' },
  ]);
  expect(await centralSystem.call('TriggerMessage', { requestedMessage: 'Fireworks' })).toEqual([
    3,
    'c2',
    { status: 'NotImplemented' },
  ]);
});

it.each([
  ['FlyToTheMoon', {}, 'NotImplemented'],
  ['BootNotification', {}, 'NotImplemented'],
  ['constructor', {}, 'NotImplemented'],
  ['UnlockConnector', {}, 'OccurenceConstraintViolation'],
  ['GetConfiguration', { key: Array(51).fill('ResetRetries') }, 'OccurenceConstraintViolation'],
])('a station answers %s %j with %s', async (action, payload, errorCode) => {
  const { centralSystem, station } = await bootedStation();
  const answer = await centralSystem.call(action, payload);
  expect(answer.slice(0, 3)).toEqual([4, 'c1', errorCode]);
  expect(station.connected).toBe(true);
});
