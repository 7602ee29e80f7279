import type { EventName, Events } from '../contract/api.ts';
import type { SessionDetailsView, SystemStatus } from '../contract/views.ts';
import type { Clock } from '../../ocpp/model/time.ts';
import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { Naming } from './api/session-views.ts';
import { stationView } from './api/station-views.ts';
import { customerView } from './api/customer-views.ts';
import { idTokenView } from './api/id-token-views.ts';
import { alertView, commandView } from './api/views.ts';
import { createCoalescer } from './coalescer.ts';
import type { Change } from './domain/changes.ts';
import type { LiveState } from './domain/live-state.ts';
import type { Log } from './domain/log.ts';
import { foldAscii } from './domain/same-text.ts';
import type { Scheduler } from './domain/scheduler.ts';

const stationsEveryMs = 100;
const sessionsEveryMs = 100;
const framesEveryMs = 250;
const systemEveryMs = 500;
const signOfLifeMs = 10_000;

/** One console's end of the line. */
export interface ConsoleSink {
  send(text: string): void;
  /** It takes what is sent faster than that is made. */
  keepsUp(): boolean;
}

/** Tells every console what is now so. */
export interface EventStream {
  /** Returns how to leave. */
  join(sink: ConsoleSink): () => void;
  apply(change: Change): void;
  stop(): void;
}

export interface EventStreamDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly naming: Naming;
  readonly log: Log;
  status(): Promise<SystemStatus>;
  session(sessionId: string): Promise<SessionDetailsView | null>;
}

interface Listener {
  readonly sink: ConsoleSink;
  seq: number;
}

export function createEventStream(deps: EventStreamDeps): EventStream {
  const { clock, scheduler, live, naming } = deps;
  const listeners = new Set<Listener>();

  function tell<E extends EventName>(event: E, data: Events[E]): void {
    const json = JSON.stringify(data);
    for (const listener of listeners) {
      // A console that cannot keep up misses events, sees the gap in the numbers and loads everything anew.
      listener.seq += 1;
      if (listener.sink.keepsUp())
        listener.sink.send(`{"event":"${event}","seq":${String(listener.seq)},"data":${json}}`);
    }
  }

  const stations = createCoalescer(stationsEveryMs, clock, scheduler, (stationIds) => {
    for (const stationId of stationIds) tellStation(stationId);
  });
  const sessions = createCoalescer(sessionsEveryMs, clock, scheduler, (sessionIds) => {
    for (const sessionId of sessionIds) tellSession(sessionId);
  });
  const frames = createCoalescer(framesEveryMs, clock, scheduler, (stationIds) => {
    tell('frames.changed', { stationIds });
  });
  const system = createCoalescer(systemEveryMs, clock, scheduler, () => {
    deps
      .status()
      .then((status) => {
        tell('system.changed', status);
      })
      .catch((fault: unknown) => {
        deps.log.warn('the state of the system could not be told', { fault });
      });
  });
  const cancelSignOfLife = scheduler.every(signOfLifeMs, () => {
    if (listeners.size > 0) system.add('');
  });

  /** What it costs is read with it, so it is told as it is by then. */
  function tellSession(sessionId: string): void {
    deps
      .session(sessionId)
      .then((session) => {
        if (session !== null) tell('sessions.changed', session);
      })
      .catch((fault: unknown) => {
        deps.log.warn('the state of a session could not be told', { sessionId, fault });
      });
  }

  function tellStation(stationId: string): void {
    const station = live.station(stationId);
    if (station === null) tell('stations.changed', { stationId, station: null });
    else tell('stations.changed', { stationId: station.record.stationId, station: stationView(station, naming) });
  }

  /** Sessions of the token show its label. */
  function addStationsOf(idToken: string): void {
    const token = foldAscii(idToken);
    for (const session of live.openSessions()) {
      if (session.idToken !== null && foldAscii(session.idToken) === token) stations.add(session.stationId);
    }
  }

  function told(change: Change): void {
    switch (change.type) {
      case 'station':
        stations.add(change.station.stationId);
        system.add('');
        break;
      case 'stationRemoved':
      case 'stationBooted':
      case 'evse':
      case 'evseRating':
        stations.add(change.stationId);
        system.add('');
        break;
      case 'stationConnected':
      case 'stationDisconnected':
        stations.add(change.connection.stationId);
        system.add('');
        break;
      case 'sessionStarted':
      case 'session':
        sessions.add(change.session.sessionId);
        stations.add(change.session.stationId);
        system.add('');
        break;
      case 'reading':
        stations.add(change.session.stationId);
        break;
      case 'idToken':
        tell('idTokens.changed', {
          idToken: change.idToken,
          token: change.token === null ? null : idTokenView(change.token, naming),
        });
        addStationsOf(change.idToken);
        break;
      case 'customer':
        tell('customers.changed', customerView(change.customer, naming));
        break;
      case 'customerGroups':
        tell('customerGroups.changed', change.groups);
        break;
      case 'idTokenAlias':
      case 'reported':
      case 'unknownIdToken':
        break;
      case 'command':
        tell('commands.changed', commandView(change.command));
        break;
      case 'alerts':
        tell(
          'alerts.changed',
          change.active.map((alert) => alertView(alert, naming)),
        );
        break;
      case 'settings':
        tell('settings.changed', change.settings);
        system.add('');
        break;
      case 'frames':
        frames.add(change.stationId);
        break;
      case 'storage':
        system.add('');
        break;
      case 'told':
        tell(change.told.event, change.told.data);
        break;
      default:
        assertNever(change);
    }
  }

  return {
    join(sink) {
      const listener: Listener = { sink, seq: 0 };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    apply(change) {
      if (listeners.size > 0) told(change);
    },
    stop() {
      cancelSignOfLife();
      stations.stop();
      sessions.stop();
      frames.stop();
      system.stop();
      listeners.clear();
    },
  };
}
