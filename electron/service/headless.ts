import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { systemClock } from './clock.ts';
import { startConsoleServer } from './console-server.ts';
import { endWith } from './ending.ts';
import { createLog, type ServiceLog } from './log.ts';
import { readOptions, type ServiceOptions } from './options.ts';
import { requireFreePort } from './ports.ts';
import { createChromiumPrinter, printTimeoutMs } from './printing/chromium-printer.ts';
import { findChromium } from './printing/find-chromium.ts';
import { runService } from './running-service.ts';
import { StartError, startErrorOf } from './start-error.ts';

const exitCodes = { wrongFlag: 2, otherwise: 1 } as const;

/** Runs the service without a window: a console in a browser of this PC, one line of JSON on stdout when it listens. */
export async function runHeadless(args: readonly string[]): Promise<void> {
  try {
    const options = readOptions(args, process.env);
    requireTwoPorts(options);
    await serve(options, createLog(systemClock));
  } catch (fault) {
    const { code, message } = startErrorOf(fault);
    process.stderr.write(`${message}\n`);
    process.exit(code === 'wrongFlag' ? exitCodes.wrongFlag : exitCodes.otherwise);
  }
}

function requireTwoPorts({ ocppPort, consolePort }: ServiceOptions): void {
  if (ocppPort !== consolePort || ocppPort === 0) return;
  throw new StartError('wrongFlag', `--ocpp-port and --console-port cannot both be ${String(ocppPort)}`);
}

async function serve(options: ServiceOptions, log: ServiceLog): Promise<void> {
  await requireFreePort('127.0.0.1', options.consolePort);
  const running = await runService(options, log, {
    // Without the desktop nothing keeps a secret for us.
    sealingKey: () => Promise.resolve(null),
    printPdf: createChromiumPrinter({
      findProgram: () => findChromium(process.env, process.platform),
      log,
      timeoutMs: printTimeoutMs,
    }),
  });
  const token = options.token ?? randomBytes(24).toString('base64url');
  const folder = join(dirname(process.argv[1] ?? ''), 'renderer');
  const { service, dataFolder } = running;
  const consoleServer = await startConsoleServer({ port: options.consolePort, token, folder, service, log });
  const ready = { event: 'ready', ocppUrl: service.ocppUrl, consoleUrl: consoleServer.url, dataFolder };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  endOnSignal(log, async () => {
    await consoleServer.close();
    await running.stop();
  });
}

function endOnSignal(log: ServiceLog, stop: () => Promise<void>): void {
  let isEnding = false;
  const end = (signal: NodeJS.Signals): void => {
    // Asked twice, a person means it.
    if (isEnding) process.exit(exitCodes.otherwise);
    isEnding = true;
    log.info('asked to end', { signal });
    void endWith(stop(), log);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
