import { runHeadless } from './headless.ts';
import { parentPort, runUtility } from './utility.ts';

// SQLite works in libuv's threads; readers of long reports must leave some to the writer. Read when the first thread starts.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

// Who started the service may have closed its end: each line would be a fault, which is written in turn.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// One broken message must not end the service for all chargers.
process.on('uncaughtException', (fault) => {
  process.stderr.write(`uncaught: ${fault.stack ?? String(fault)}\n`);
});

const parent = parentPort();
const args = process.argv.slice(2);
void (parent === null ? runHeadless(args) : runUtility(parent, args));
