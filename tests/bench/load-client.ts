import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { meterValues, timesUntil, type FrameSource } from './load-frames.ts';
import { percentile, rounded } from './statistics.ts';

// Many stations in one lean process, each sending its next MeterValues as soon as the last one is answered.
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    stations: { type: 'string', default: '100' },
    warmup: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '8' },
    // Where there is no central system, there is no transaction to begin.
    echo: { type: 'boolean', default: false },
  },
});

const stationCount = Number(values.stations);
const times = timesUntil(Date.now());
const maxSamples = 2_000_000;
const latenciesMs = new Float64Array(maxSamples);
let measured = 0;
let measuring = false;
let ended = false;

async function connect(index: number): Promise<WebSocket> {
  const socket = new WebSocket(`${values.url}/BENCH${String(index)}`, ['ocpp1.6'], {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  await once(socket, 'open');
  return socket;
}

async function call(socket: WebSocket, id: string, action: string, payload: object): Promise<object> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify([2, id, action, payload]));
  const [data] = (await answered) as [Buffer];
  const answer: unknown = JSON.parse(data.toString());
  const result: unknown = Array.isArray(answer) && answer[0] === 3 ? answer[2] : null;
  if (typeof result !== 'object' || result === null) throw new Error(`${action}: ${data.toString()}`);
  return result;
}

async function beginTransaction(socket: WebSocket, index: number): Promise<number> {
  await call(socket, 'boot', 'BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'B1' });
  const start = { connectorId: 1, idTag: `BENCH${String(index)}`, meterStart: 1_000_000, timestamp: times[0] };
  const answer = await call(socket, 'start', 'StartTransaction', start);
  const transactionId: unknown = 'transactionId' in answer ? answer.transactionId : null;
  if (typeof transactionId !== 'number') throw new Error(`No transaction: ${JSON.stringify(answer)}`);
  return transactionId;
}

function loop(socket: WebSocket, frames: FrameSource): void {
  let sentAt = 0;
  const send = (): void => {
    const frame = frames.next();
    sentAt = performance.now();
    socket.send(frame);
  };
  socket.on('message', (data: Buffer) => {
    if (ended) return;
    if (data[1] === 0x34) throw new Error(`Refused: ${data.toString()}`);
    if (measuring && measured < maxSamples) {
      latenciesMs[measured] = performance.now() - sentAt;
      measured += 1;
    }
    send();
  });
  socket.on('close', () => {
    if (!ended) throw new Error('The server closed a connection');
  });
  send();
}

const pause = (seconds: string): Promise<void> => new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));

const sockets = await Promise.all(Array.from({ length: stationCount }, (_, index) => connect(index)));
const transactionIds = values.echo
  ? sockets.map((_, index) => index + 1)
  : await Promise.all(sockets.map((socket, index) => beginTransaction(socket, index)));
for (const [index, socket] of sockets.entries()) loop(socket, meterValues(transactionIds[index] ?? 0, times));
await pause(values.warmup);
measuring = true;
const startedAt = performance.now();
await pause(values.seconds);
const seconds = (performance.now() - startedAt) / 1000;
ended = true;
const sorted = latenciesMs.subarray(0, measured).sort();
process.stdout.write(
  `${JSON.stringify({
    perSecond: Math.round(measured / seconds),
    p50Ms: rounded(percentile(sorted, 0.5), 2),
    p99Ms: rounded(percentile(sorted, 0.99), 2),
    messages: measured,
  })}\n`,
);
for (const socket of sockets) socket.terminate();
