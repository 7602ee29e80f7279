import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from './ocpp/test-server.ts';
import { eventually } from '../harness/eventually.ts';

const script = fileURLToPath(new URL('../../ocpp/simulator/simulate.ts', import.meta.url));

function simulate(...args: readonly string[]): { child: ChildProcessWithoutNullStreams; said: () => string } {
  const child = spawn(process.execPath, [script, ...args]);
  let output = '';
  const take = (data: Buffer): void => {
    output += data.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, said: () => output };
}

const exitCode = async (child: ChildProcessWithoutNullStreams): Promise<unknown> =>
  child.exitCode ?? (await once(child, 'exit'))[0];

const patientlyMs = 30_000;

it('simulated stations run from the command line and do what is typed', async () => {
  const { url, centralSystem } = await startServer();
  const { child, said } = simulate('--url', url, '--id', 'SIM1', '--id', 'SIM2', '--make', 'dc60');
  await eventually(() => {
    expect(centralSystem.boots).toHaveLength(2);
    expect(said()).toContain('SIM2 → [2,');
  }, patientlyMs);
  child.stdin.write('SIM2 plug 1\nnonsense\n');
  child.stdin.write('SIM2 start 1 9C41E7B2\n');
  await eventually(() => {
    expect(centralSystem.starts).toMatchObject([{ evseId: 1, idToken: '9C41E7B2' }]);
    expect(said()).toContain('plug C · unplug C');
  }, patientlyMs);
  child.stdin.write('quit\n');
  expect(await exitCode(child)).toBe(0);
  expect(centralSystem.connections.map(({ stationId }) => stationId).sort()).toEqual(['SIM1', 'SIM2']);
});

it('a quirk is played from the command line and from the console', async () => {
  const { url, centralSystem } = await startServer();
  const alone = simulate('--url', url, '--quirk', '39', '--card', 'CARD39');
  await eventually(() => {
    expect(alone.said()).toContain('QUIRK-39 has played quirk 39');
    expect(centralSystem.ends).toMatchObject([{ transactionId: '987654', idToken: 'CARD39' }]);
  }, patientlyMs);
  alone.child.kill('SIGINT');
  expect(await exitCode(alone.child)).toBe(0);

  const console = simulate('--url', url, '--id', 'SIM1');
  await eventually(() => {
    expect(console.said()).toContain('SIM1 → [2,');
  }, patientlyMs);
  console.child.stdin.write('quirk 31\nquirk 66\n');
  await eventually(() => {
    expect(console.said()).toContain('about how we write the time');
    expect(console.said()).toContain('QUIRK-66 has played quirk 66');
  }, patientlyMs);
  console.child.stdin.write('quit\n');
  expect(await exitCode(console.child)).toBe(0);
});

it('every quirk is named on demand', async () => {
  const { child, said } = simulate('--quirk', 'list');
  expect(await exitCode(child)).toBe(0);
  expect(said()).toContain(' 37  a station that reports a stop again and again');
  expect(said()).toContain(' 11  not played:');
});

it.each([
  [['--id', 'SIM1'], '--url must begin with ws:// or wss://'],
  [['--url', 'ws://127.0.0.1:9'], '--id is missing'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--make', 'tesla'], '--make must be ac22 or dc60'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--connectors', '0'], '--connectors must be a number from 1 to 20'],
  [['--url', 'ws://127.0.0.1:9', '--quirk', '78'], '--quirk must be a number from 1 to 77, or list'],
  [['--url', 'ws://127.0.0.1:9', '--quirk', '11'], '--quirk 11 cannot be played'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--profiles', 'Corn'], '--profiles knows Core'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--security-profile', '4'], '--security-profile must be'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--ca', '/no/such.pem'], 'no such file'],
  [['--url', 'ws://127.0.0.1:9', '--id', 'SIM1', '--nonsense'], "Unknown option '--nonsense'"],
])('a wrong command line %j is named and explained', async (args, sentence) => {
  const { child, said } = simulate(...args);
  expect(await exitCode(child)).toBe(2);
  expect(said()).toContain(sentence);
  expect(said()).toContain('npm run simulate --');
});
