import { AppError } from '../../contract/errors.ts';
import { isKeyProblem, type RootView, type SecurityView, type TlsProblem } from '../../contract/security.ts';
import type { ExportedFile } from '../../contract/views.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { CertificateAuthority } from '../domain/certificate-authority.ts';
import type { Announce } from '../domain/changes.ts';
import { isoTime } from '../domain/iso-time.ts';
import type { Log } from '../domain/log.ts';
import type { Scheduler } from '../domain/scheduler.ts';
import type { Store } from '../store/store.ts';
import type { Authority, ServerIdentity } from './authority.ts';
import { setAside } from './set-aside.ts';

/** How often a port that could not be had is tried again, and addresses and lives of certificates are looked at. */
const lookEveryMs = 30_000;
const enabledSetting = 'tlsEnabled';

/** What the OCPP server does for us (`OcppServer`). */
export interface TlsPort {
  listenTls(
    address: TlsListening & { readonly host: string; readonly port: number },
  ): Promise<{ readonly port: number }>;
  renewTls(credentials: TlsListening['credentials']): void;
  closeTls(): Promise<void>;
}

interface TlsListening {
  readonly credentials: {
    readonly identities: readonly ServerIdentity[];
    readonly clientAuthorities: readonly string[];
  };
}

export interface EncryptedConnectionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
  readonly server: TlsPort;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly folder: string;
  /** 32 bytes the keys are sealed by; null where the operating system keeps no secrets. */
  readonly sealingKey: () => Promise<Uint8Array | null>;
  /** Who runs the chargers. */
  readonly organization: () => string;
  /** What chargers may call this computer. */
  readonly serverNames: () => readonly string[];
  readonly urls: (port: number) => readonly string[];
}

/** The TLS port and the authority behind it: off until the operator turns it on, then on through every restart. */
export interface EncryptedConnections {
  /** Serves TLS where it was turned on; a failure is told by `view` and tried again. All else waits until that is done. */
  start(): void;
  view(): Promise<SecurityView>;
  /** Throws `conflict` `portInUse`, `keysUnusable`. */
  turnOn(): Promise<SecurityView>;
  turnOff(): Promise<SecurityView>;
  /**
   * A new authority in place of one that is lost, or that is to be; the old files are put aside. Every certificate of a station is void. Throws
   * `conflict` `tlsOn` while they are turned on and the keys can be used.
   */
  makeAuthority(): Promise<SecurityView>;
  /** Throws `conflict` `tlsOff` where there is no authority. */
  exportRoots(format: 'pem' | 'der', algorithm: 'rsa' | 'ecdsa'): ExportedFile;
  /** Null while there is none that can be used. */
  authority(): CertificateAuthority | null;
  /** Null while it does not listen. */
  port(): number | null;
  stop(): Promise<void>;
}

export function createEncryptedConnections(deps: EncryptedConnectionsDeps): EncryptedConnections {
  const { store, clock, log, server } = deps;
  let isEnabled = false;
  /** Stations may trust the roots: only the operator replaces them. */
  let wasEverOn = false;
  let authority: Authority | null = null;
  let problem: TlsProblem | null = null;
  let port: number | null = null;
  let shown = '';
  let turn: Promise<unknown> = Promise.resolve();

  let isStopping = false;
  let giveUp: (reason: Error) => void = () => undefined;
  const stopping = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  stopping.catch(() => undefined);

  /** The system may ask a person first, who never answers. */
  function sealingKeyUnlessStopped(): Promise<Uint8Array | null> {
    return Promise.race([deps.sealingKey(), stopping]);
  }

  /** One thing at a time: what opens, closes and renews would cross itself. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function openAuthority(mayMake: boolean): Promise<Authority> {
    // Only where TLS is used: the library takes its time to load.
    const { openAuthority: open } = await import('./authority.ts');
    const sealingKey = await sealingKeyUnlessStopped();
    return open({ folder: deps.folder, mayMake, sealingKey, organization: deps.organization(), now: clock.now() });
  }

  async function replaceAuthority(): Promise<void> {
    authority = null;
    problem = 'keysMissing';
    await setAside(deps.folder, clock.now());
    await store.write(async (unit) => {
      for (const { certificateId } of await unit.certificates.valid(clock.now())) {
        await unit.certificates.update(certificateId, { state: 'revoked' });
      }
    });
    authority = await openAuthority(true);
    await setEnabled(isEnabled);
    problem = null;
    log.warn('a new certificate authority was made');
  }

  async function serve(): Promise<void> {
    authority ??= await openAuthority(!wasEverOn);
    const identities = await authority.serverIdentities(deps.serverNames(), clock.now());
    const clientAuthorities = authority.roots().map(({ certificate }) => certificate);
    const credentials = { identities, clientAuthorities };
    const chains = identities.map(({ certificateChain }) => certificateChain).join('');
    if (port === null) {
      const opened = await server.listenTls({ host: deps.host, port: deps.port, credentials });
      port = opened.port;
      log.info('encrypted connections are served', { port });
    } else if (chains !== shown) {
      server.renewTls(credentials);
      log.info('the certificates of the server were renewed', { names: deps.serverNames() });
    }
    shown = chains;
  }

  /** Whatever goes wrong is kept as the problem. */
  async function tryServing(): Promise<void> {
    try {
      await serve();
      problem = null;
    } catch (fault) {
      if (isStopping) throw fault;
      const next = problemOf(fault);
      if (next !== problem) log.error('encrypted connections cannot be served', { problem: next, fault });
      problem = next;
    }
  }

  async function view(): Promise<SecurityView> {
    const sealingKey = await sealingKeyUnlessStopped();
    return {
      tls: {
        enabled: isEnabled,
        listening: port !== null,
        port: port ?? deps.port,
        urls: port === null ? [] : deps.urls(port),
        problem: isEnabled || isKeyProblem(problem) ? problem : null,
      },
      roots: (authority?.roots() ?? []).map(rootView),
      keysEncrypted: sealingKey !== null || problem === 'keysSealed',
    };
  }

  async function tellIf(isChanged: boolean): Promise<SecurityView> {
    const now = await view();
    if (isChanged) deps.announce({ type: 'told', told: { event: 'security.changed', data: now } });
    return now;
  }

  async function look(): Promise<void> {
    if (!isEnabled) return;
    const before = JSON.stringify([problem, port, shown]);
    await tryServing();
    await tellIf(JSON.stringify([problem, port, shown]) !== before);
  }

  async function setEnabled(enabled: boolean): Promise<void> {
    await store.write((unit) => unit.settings.set(enabledSetting, JSON.stringify(enabled)));
    isEnabled = enabled;
    wasEverOn = true;
  }

  /** After it was turned off the authority still signs, and its roots can still be had. */
  async function openKnownAuthority(): Promise<void> {
    try {
      if (wasEverOn) authority = await openAuthority(false);
    } catch (fault) {
      if (isStopping) throw fault;
      problem = problemOf(fault);
      log.warn('the certificate authority cannot be used', { problem, fault });
    }
  }

  async function begin(): Promise<void> {
    const kept = (await store.read.settings.all()).get(enabledSetting);
    isEnabled = kept === 'true';
    wasEverOn = kept !== undefined;
    if (isEnabled) await tryServing();
    else await openKnownAuthority();
    if (isEnabled) await tellIf(true);
  }

  const cancel = deps.scheduler.every(lookEveryMs, () => {
    inTurn(look).catch((fault: unknown) => {
      if (!isStopping) log.error('encrypted connections could not be looked at', { fault });
    });
  });

  return {
    start() {
      inTurn(begin).catch((fault: unknown) => {
        if (!isStopping) log.error('encrypted connections could not be begun', { fault });
      });
    },
    view: () => inTurn(view),
    turnOn: () =>
      inTurn(async () => {
        await tryServing();
        if (problem !== null) {
          const now = problem;
          if (!isEnabled && !isKeyProblem(now)) problem = null;
          throw refusalOf(now);
        }
        await setEnabled(true);
        return tellIf(true);
      }),
    turnOff: () =>
      inTurn(async () => {
        await setEnabled(false);
        port = null;
        if (!isKeyProblem(problem)) problem = null;
        await server.closeTls();
        return tellIf(true);
      }),
    makeAuthority: () =>
      inTurn(async () => {
        if (isEnabled) await tryServing();
        if (isEnabled && !isKeyProblem(problem)) throw new AppError('conflict', { reason: 'tlsOn' });
        await replaceAuthority();
        if (isEnabled) await tryServing();
        return tellIf(true);
      }),
    exportRoots(format, algorithm) {
      if (authority === null) throw new AppError('conflict', { reason: 'tlsOff' });
      const roots = authority.roots().map(({ certificate }) => certificate);
      return format === 'pem' ? pemFile(roots) : derFile(authority.rootCertificate(algorithm), algorithm);
    },
    authority: () => authority,
    port: () => port,
    async stop() {
      cancel();
      isStopping = true;
      giveUp(new Error('The service ends'));
      await turn;
    },
  };
}

function rootView(facts: ReturnType<Authority['roots']>[number]): RootView {
  const { algorithm, subject, notAfter, fingerprint, server } = facts;
  return {
    ...{ algorithm, subject, fingerprint },
    notAfter: isoTime(notAfter),
    server: { names: server.names, notAfter: isoTime(server.notAfter) },
  };
}

function problemOf(fault: unknown): TlsProblem {
  if (!(fault instanceof Error)) return 'internal';
  if (fault.name === 'KeysSealedError') return 'keysSealed';
  if (fault.name === 'KeysMissingError') return 'keysMissing';
  if (fault.name === 'KeysDamagedError') return 'keysDamaged';
  if (!('code' in fault) || !('syscall' in fault)) return 'internal';
  if (fault.code === 'EADDRINUSE') return 'portInUse';
  if (fault.code !== 'EACCES' && fault.code !== 'EPERM') return 'internal';
  return fault.syscall === 'listen' ? 'portInUse' : 'keysDamaged';
}

function refusalOf(problem: TlsProblem): Error {
  if (problem === 'portInUse') return new AppError('conflict', { reason: 'portInUse' });
  if (problem === 'internal') return new AppError('internal');
  return new AppError('conflict', { reason: 'keysUnusable' });
}

function pemFile(roots: readonly string[]): ExportedFile {
  const base64 = Buffer.from(roots.join('')).toString('base64');
  return { fileName: 'stansiya-root.pem', mediaType: 'application/x-pem-file', base64 };
}

function derFile(root: string, algorithm: string): ExportedFile {
  const base64 = root.replaceAll(/-----[^-]+-----|\s/g, '');
  return { fileName: `stansiya-root-${algorithm}.cer`, mediaType: 'application/pkix-cert', base64 };
}
