import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { meterValues, timesUntil } from './load-frames.ts';
import { percentile, rounded } from './statistics.ts';

// Stations that send MeterValues at the pace of real ones. A line on stdin begins a stretch of time; the next one ends it and tells of it.
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    stations: { type: 'string', default: '50' },
    'every-ms': { type: 'string', default: '500' },
  },
});

const times = timesUntil(Date.now());
let latenciesMs: number[] = [];

async function call(socket: WebSocket, action: string, payload: object): Promise<object> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify([2, action, action, payload]));
  const [data] = (await answered) as [Buffer];
  const answer: unknown = JSON.parse(data.toString());
  const result: unknown = Array.isArray(answer) ? answer[2] : null;
  if (typeof result !== 'object' || result === null) throw new Error(`${action}: ${data.toString()}`);
  return result;
}

async function startStation(index: number): Promise<void> {
  const stationId = `PACED${String(index)}`;
  const socket = new WebSocket(`${values.url}/${stationId}`, ['ocpp1.6'], { perMessageDeflate: false });
  await once(socket, 'open');
  await call(socket, 'BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'B1' });
  const start = { connectorId: 1, idTag: stationId, meterStart: 1_000_000, timestamp: times[0] };
  const answer = await call(socket, 'StartTransaction', start);
  const transactionId: unknown = 'transactionId' in answer ? answer.transactionId : null;
  if (typeof transactionId !== 'number') throw new Error(`No transaction: ${JSON.stringify(answer)}`);
  const frames = meterValues(transactionId, times);
  const sentAt = new Map<string, number>();
  socket.on('message', (data: Buffer) => {
    // What the service asks of a station stands between the answers.
    const id = /^\[3,"([^"]+)"/.exec(data.toString())?.[1] ?? '';
    const at = sentAt.get(id);
    if (at === undefined) return;
    sentAt.delete(id);
    latenciesMs.push(performance.now() - at);
  });
  const everyMs = Number(values['every-ms']);
  const send = (): void => {
    const frame = frames.next();
    sentAt.set(/^\[2,"([^"]+)"/.exec(frame)?.[1] ?? '', performance.now());
    socket.send(frame);
  };
  // Not all at the same moment.
  setTimeout(() => setInterval(send, everyMs), (index * everyMs) / Number(values.stations));
}

await Promise.all(Array.from({ length: Number(values.stations) }, (_, index) => startStation(index)));
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
createInterface({ input: process.stdin }).on('line', () => {
  const sorted = latenciesMs.sort((one, other) => one - other);
  latenciesMs = [];
  const told = { messages: sorted.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
  process.stdout.write(
    `${JSON.stringify({ ...told, p50Ms: rounded(told.p50Ms, 2), p99Ms: rounded(told.p99Ms, 2) })}\n`,
  );
});
process.once('SIGTERM', () => process.exit(0));
