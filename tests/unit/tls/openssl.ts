import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-tls-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs OpenSSL, which judges certificates by code that is not ours; each text becomes a file, named by its key in the arguments as `@key`. */
export async function openssl(args: readonly string[], texts: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  const given = args.map((arg) => (arg.startsWith('@') ? join(folder, arg.slice(1)) : arg));
  const { stdout, stderr } = await run('openssl', given).catch(
    (fault: unknown) => fault as { stdout: string; stderr: string },
  );
  return `${stdout}${stderr}`;
}

/** A certificate request as a station makes it. */
export async function makeRequest(
  subject: string,
  key: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
): Promise<{
  readonly csr: string;
  readonly key: string;
}> {
  const folder = await temporaryFolder();
  const keyFile = join(folder, 'key.pem');
  await run('openssl', ['genpkey', '-algorithm', ...key, '-out', keyFile]);
  const { stdout: csr } = await run('openssl', ['req', '-new', '-sha256', '-key', keyFile, '-subj', subject, '-utf8']);
  return { csr, key: (await run('cat', [keyFile])).stdout };
}
