import type { StationLink } from '../../../ocpp/central-system.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { withoutSecret } from '../../../ocpp/model/secrets.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import type { CommandRecord, Store, WriteUnit } from '../store/store.ts';
import { isUnstable } from './alert-conditions.ts';
import type { Announce, Change } from './changes.ts';
import { type Effect, effectOf, isSameValue, limitOf } from './command-effects.ts';
import type { CommandFollowUp, CompleteCommand } from './command-hooks.ts';
import { knownStation } from './known-station.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import type { Log } from './log.ts';
import { sameAscii } from './same-text.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

export interface CommandsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly link: StationLink;
  readonly announce: Announce;
  readonly log: Log;
  /** Fills in what the operator left out. */
  readonly complete: CompleteCommand;
  /** Told of every answer, in this order. */
  readonly followUps: readonly CommandFollowUp[];
}

/** Commands to stations, in two stages: how the station took it, and whether what was asked for was then seen to happen. */
export interface Commands {
  /**
   * Resolves with the outcome; the effect is told later. Throws `notFound` for an unknown station, and what `complete` throws. An `automatic`
   * command waits until the station is ready to be spoken to (`StationLink`).
   */
  run(stationId: string, request: CommandRequest, origin?: CommandOrigin): Promise<AnsweredRecord>;
  apply(change: Change): void;
  stop(): void;
}

export type CommandOrigin = 'operator' | 'automatic';

export type AnsweredRecord = CommandRecord & { readonly outcome: CommandOutcome };

interface Waiting {
  readonly record: CommandRecord;
  readonly effect: Effect;
  cancelLimit: Cancel;
}

const commandsAtOnce = 200;
/** An effect is waited for that long at most, and a little more. */
const longestWaitMs = 25 * 3_600_000;

export async function startCommands(deps: CommandsDeps): Promise<Commands> {
  const { store, clock, live, link } = deps;
  const waiting = new Set<Waiting>();
  const earlyWatchers = new Set<(change: Change) => void>();
  await closeInterrupted(deps);

  async function run(
    stationId: string,
    request: CommandRequest,
    origin: CommandOrigin = 'operator',
  ): Promise<AnsweredRecord> {
    const station = knownStation(live, stationId);
    const { sent, command } = await insert(station, request);
    const effect = effectOf(command, station);
    const early = effect?.kind === 'report' ? watchEarly(effect) : null;
    try {
      const isSuspended = origin === 'automatic' && isUnstable(station, clock.now());
      const outcome: CommandOutcome = isSuspended
        ? { kind: 'failed', reason: 'stationUnstable' }
        : await link.command(station.record.stationId, command, origin);
      const answered = { ...sent, outcome, answeredAt: clock.now() };
      const record = { ...answered, ...afterAnswer(answered, effect, early?.wasSeen() ?? false) };
      await save(record, (unit) => followUp(unit, command, record));
      if (record.effect === 'waiting' && effect !== null) wait(record, effect, early?.wasSeen() ?? false);
      return record;
    } finally {
      early?.stop();
    }
  }

  async function followUp(unit: WriteUnit, command: Command, record: AnsweredRecord): Promise<void> {
    const { commandId, stationId, outcome } = record;
    const answered = { commandId, stationId, command, outcome, at: record.answeredAt ?? clock.now() };
    for (const one of deps.followUps) await one.answered(unit, answered);
  }

  /** The effect may be reported before the answer, and while the answer is written down. */
  function watchEarly(effect: Effect & { readonly kind: 'report' }): { wasSeen(): boolean; stop(): void } {
    let wasSeen = false;
    const watcher = (change: Change): void => {
      wasSeen ||= effect.isSeenIn(change);
    };
    earlyWatchers.add(watcher);
    return {
      wasSeen: () => wasSeen,
      stop: () => {
        earlyWatchers.delete(watcher);
      },
    };
  }

  function afterAnswer(
    record: CommandRecord & { readonly outcome: CommandOutcome },
    effect: Effect | null,
    wasSeen: boolean,
  ): Pick<CommandRecord, 'effect' | 'effectAt'> {
    if (effect === null || record.outcome.kind !== 'accepted') return { effect: 'none', effectAt: null };
    return wasSeen || holdsNow({ record, effect }, live)
      ? { effect: 'seen', effectAt: clock.now() }
      : { effect: 'waiting', effectAt: null };
  }

  async function insert(
    station: LiveStation,
    request: CommandRequest,
  ): Promise<{ readonly sent: CommandRecord; readonly command: Command }> {
    const at = clock.now();
    const record: Omit<CommandRecord, 'commandId'> = {
      stationId: station.record.stationId,
      evseId: 'evseId' in request ? (request.evseId ?? null) : null,
      type: request.type,
      request: JSON.stringify(withoutSecret(request)),
      sentAt: at,
      answeredAt: null,
      outcome: null,
      effect: 'none',
      effectAt: null,
    };
    return store.write(async (unit) => {
      const commandId = await unit.commands.insert(record);
      const sent = { ...record, commandId };
      const command = await deps.complete(unit, { commandId, station, request, at });
      unit.afterCommit(() => {
        deps.announce({ type: 'command', command: sent });
      });
      return { sent, command };
    });
  }

  async function save(
    record: CommandRecord,
    alongside: (unit: WriteUnit) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const { answeredAt, outcome, effect, effectAt } = record;
    await store.write(async (unit) => {
      await unit.commands.update(record.commandId, { answeredAt, outcome, effect, effectAt });
      await alongside(unit);
      unit.afterCommit(() => {
        deps.announce({ type: 'command', command: record });
      });
    });
  }

  function wait(record: CommandRecord & { readonly outcome: CommandOutcome }, effect: Effect, wasSeen: boolean): void {
    const entry: Waiting = { record, effect, cancelLimit: () => undefined };
    entry.cancelLimit = deps.scheduler.after(limitOf(effect, record.outcome), () => {
      finish(entry, 'missing');
    });
    waiting.add(entry);
    if (wasSeen || holdsNow(entry, live)) finish(entry, 'seen');
    else if (effect.kind === 'configuration') void readAgain(entry, effect);
  }

  function finish(entry: Waiting, effect: 'none' | 'seen' | 'missing'): void {
    if (!waiting.delete(entry)) return;
    entry.cancelLimit();
    save({ ...entry.record, effect, effectAt: effect === 'none' ? null : clock.now() }).catch((fault: unknown) => {
      deps.log.warn('the effect of a command was not kept', { commandId: entry.record.commandId, fault });
    });
  }

  /** Some stations accept any value and keep the old one: only asking again tells. */
  async function readAgain(
    entry: Waiting,
    { key, value }: Effect & { readonly kind: 'configuration' },
    origin: CommandOrigin = 'operator',
  ): Promise<void> {
    const { stationId, outcome } = entry.record;
    const question: Command = { type: 'getConfiguration', keys: [key] };
    const answer = await link.command(stationId, question, origin);
    await keepTold(question, { ...entry.record, outcome: answer, answeredAt: clock.now() });
    const told = answer.response?.configuration?.find((one) => sameAscii(one.key, key))?.value;
    if (typeof told === 'string' && isSameValue(value, told)) finish(entry, 'seen');
    else if (outcome?.response?.status === 'RebootRequired') return;
    // A write-only key, as a password is, or a station that does not answer: nothing to see.
    else finish(entry, typeof told === 'string' ? 'missing' : 'none');
  }

  /** What the station told on a question of our own is for those who follow up as well. */
  async function keepTold(question: Command, answered: AnsweredRecord): Promise<void> {
    try {
      await store.write((unit) => followUp(unit, question, answered));
    } catch (fault) {
      deps.log.warn('what a station told was not kept', { stationId: answered.stationId, fault });
    }
  }

  return {
    run,
    apply(change) {
      for (const watcher of earlyWatchers) watcher(change);
      for (const entry of [...waiting]) {
        if (isSeen(entry, change, live)) finish(entry, 'seen');
        else if (entry.effect.kind === 'configuration' && isBootOf(change, entry.record))
          void readAgain(entry, entry.effect, 'automatic');
      }
    },
    stop() {
      for (const entry of waiting) entry.cancelLimit();
      waiting.clear();
    },
  };
}

function isSeen({ record, effect }: Waiting, change: Change, live: LiveState): boolean {
  if (effect.kind === 'report') return effect.isSeenIn(change);
  if (change.type !== 'evse' || !sameAscii(change.stationId, record.stationId)) return false;
  return holdsNow({ record, effect }, live);
}

function holdsNow({ record, effect }: Pick<Waiting, 'record' | 'effect'>, live: LiveState): boolean {
  const station = live.station(record.stationId);
  return effect.kind === 'state' && station !== null && effect.holdsIn(station);
}

function isBootOf(change: Change, record: CommandRecord): boolean {
  return change.type === 'stationBooted' && sameAscii(change.stationId, record.stationId);
}

/** Commands the service was stopped in the middle of: their answer went nowhere, their effect was not watched. */
async function closeInterrupted({ store, clock }: CommandsDeps): Promise<void> {
  const interrupted = await interruptedCommands(store);
  if (interrupted.length === 0) return;
  await store.write(async (unit) => {
    for (const { commandId, outcome } of interrupted) {
      if (outcome === null) {
        const failed: CommandOutcome = { kind: 'failed', reason: 'serviceStopped' };
        await unit.commands.update(commandId, { outcome: failed, answeredAt: clock.now() });
      } else {
        await unit.commands.update(commandId, { effect: 'missing', effectAt: clock.now() });
      }
    }
  });
}

async function interruptedCommands({ read }: Store): Promise<readonly CommandRecord[]> {
  const interrupted: CommandRecord[] = [];
  let until = -Infinity;
  for (let offset = 0; ; offset += commandsAtOnce) {
    const { rows } = await read.commands.list({ limit: commandsAtOnce, offset });
    if (offset === 0) until = (rows[0]?.sentAt ?? 0) - longestWaitMs;
    interrupted.push(...rows.filter((record) => record.outcome === null || record.effect === 'waiting'));
    if (rows.length < commandsAtOnce || (rows.at(-1)?.sentAt ?? 0) < until) return interrupted;
  }
}
