import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('paced-client.ts', import.meta.url));

export interface Stretch {
  readonly messages: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Stations at work beside whatever is measured. */
export interface PacedLoad {
  /** How they were answered since it was last asked. */
  since(): Promise<Stretch>;
  stop(): void;
}

export async function startPacedLoad(url: string): Promise<PacedLoad> {
  const child = spawn(process.execPath, [script, '--url', url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error('The stations are gone');
    return JSON.parse(value);
  };
  await next();
  return {
    async since() {
      child.stdin.write('\n');
      return stretchOf(await next());
    },
    stop() {
      child.kill('SIGTERM');
    },
  };
}

function stretchOf(told: unknown): Stretch {
  if (typeof told !== 'object' || told === null) throw new Error('The stations told nothing');
  const figure = (name: string): number => {
    const value: unknown = Reflect.get(told, name);
    return typeof value === 'number' ? value : 0;
  };
  return { messages: figure('messages'), p50Ms: figure('p50Ms'), p99Ms: figure('p99Ms') };
}
