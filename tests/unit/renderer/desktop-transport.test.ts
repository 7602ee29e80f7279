import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { servicePortMessage, type DesktopBridge } from '../../../electron/contract/desktop.ts';
import {
  createConsoleClient,
  type ConnectionState,
  type ConsoleClient,
} from '../../../renderer/client/console-client.ts';
import { desktopTransport } from '../../../renderer/client/desktop-transport.ts';

/** The shell as the window sees it: hands over real ports, whose other ends the test holds as the service. */
class Shell extends EventTarget {
  requests = 0;
  readonly bridge: DesktopBridge;
  #down: (() => void) | null = null;

  constructor() {
    super();
    const unused = (): Promise<never> => Promise.reject(new Error('not part of this test'));
    this.bridge = {
      requestServicePort: () => {
        this.requests += 1;
      },
      onServiceDown: (listener) => {
        this.#down = () => listener({ restarting: true, reason: null });
        return () => undefined;
      },
      saveFile: unused,
      showInFolder: unused,
      openDataFolder: unused,
      getAutostart: unused,
      setAutostart: unused,
      setLanguage: unused,
      setDemo: unused,
      versions: { app: '0', electron: '0' },
    };
  }

  /** Gives the window a port and answers every request on its other end with `result`. */
  handOver(result: unknown, source: unknown = this): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (message: MessageEvent<string>) => {
      const { id } = JSON.parse(message.data) as { id: number };
      port1.postMessage(JSON.stringify({ id, result }));
    };
    const message = new MessageEvent('message', { data: servicePortMessage, ports: [port2] });
    Object.defineProperty(message, 'source', { value: source });
    this.dispatchEvent(message);
    open.push(port1);
    return port1;
  }

  serviceDies(): void {
    this.#down?.();
  }
}

const open: MessagePort[] = [];
let shell: Shell;
let client: ConsoleClient;
let states: ConnectionState[];

beforeEach(() => {
  shell = new Shell();
  client = createConsoleClient(desktopTransport(shell.bridge, shell as unknown as Window));
  states = [];
  client.onState((state) => states.push(state));
});

afterEach(() => {
  client.close();
  for (const port of open.splice(0)) port.close();
});

describe('the line to the service in the desktop window', () => {
  it('is asked for once, and opens with the port that comes', async () => {
    expect(shell.requests).toBe(1);
    shell.handOver('first');
    await vi.waitFor(() => expect(states).toEqual(['connecting', 'connected']));
    expect(await client.call('stations.list', {})).toBe('first');
  });

  it('does not take a port from anybody but the shell', async () => {
    shell.handOver('stranger', new EventTarget());
    shell.handOver('shell');
    await vi.waitFor(() => expect(states).toContain('connected'));
    expect(await client.call('stations.list', {})).toBe('shell');
  });

  it('breaks when the service dies, and goes on over the port of the next one', async () => {
    shell.handOver('old');
    await vi.waitFor(() => expect(states).toContain('connected'));
    shell.serviceDies();
    expect(states.at(-1)).toBe('disconnected');
    await expect(client.call('stations.list', {})).rejects.toMatchObject({ code: 'disconnected' });
    shell.handOver('new');
    await vi.waitFor(() => expect(states.at(-1)).toBe('connected'));
    expect(await client.call('stations.list', {})).toBe('new');
  });

  it('moves to a new port that comes while the old one still seems alive', async () => {
    shell.handOver('old');
    await vi.waitFor(() => expect(states).toContain('connected'));
    shell.handOver('new');
    await vi.waitFor(() => expect(states).toEqual(['connecting', 'connected', 'disconnected', 'connected']));
    expect(await client.call('stations.list', {})).toBe('new');
    expect(shell.requests).toBe(1);
  });
});
