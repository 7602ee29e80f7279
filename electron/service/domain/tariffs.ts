import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { TariffView } from '../../contract/tariff-methods.ts';
import { tariffBody, type TariffBody } from '../../contract/tariffs.ts';
import type { Store, WriteUnit } from '../store/store.ts';
import type { TariffReads, TariffRecord, TariffVersionRecord } from '../store/tariff-records.ts';
import type { Announce } from './changes.ts';
import type { Log } from './log.ts';
import { chooseTariff, type TariffContext, type TariffOffer } from './money/choose-tariff.ts';
import { tariffView } from './tariff-views.ts';

/** The tariffs in memory, as they stand on disk. */
export interface TariffBook {
  /** Every version of every tariff, retired ones included. */
  offers(): readonly TariffOffer[];
  /** The version a session that starts so is charged under; null where none is meant for it. */
  offerFor(context: TariffContext): TariffOffer | null;
  find(versionId: string): TariffOffer | null;
  /** Name of the tariff a version belongs to. */
  nameOf(versionId: string): string | null;
  tariffs(): readonly TariffRecord[];
  list(): Promise<readonly TariffView[]>;
  /** Throws `notFound`. */
  get(tariffId: string): Promise<TariffView>;
  /** Its first version may hold from a moment in the past: sessions that began before keep what they began under. */
  add(tariff: NewTariff): Promise<TariffView>;
  /** Throws `invalidInput` for a version that would change what already holds. */
  addVersion(tariffId: string, version: NewVersion): Promise<TariffView>;
  /** Throws `conflict` for one that is in force, was used, or is the only one. */
  removeVersion(versionId: string): Promise<TariffView>;
  rename(tariffId: string, name: string): Promise<TariffView>;
  /** No session starts under it any more. */
  retire(tariffId: string): Promise<TariffView>;
  restore(tariffId: string): Promise<TariffView>;
}

export interface NewVersion {
  readonly body: TariffBody;
  /** Null: from now on. */
  readonly validFrom: EpochMs | null;
}

export interface NewTariff extends NewVersion {
  readonly name: string;
}

export interface TariffDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly log: Log;
  /** Who is on duty. */
  readonly operator: () => string;
}

interface Held {
  readonly tariffs: readonly TariffRecord[];
  readonly offers: readonly TariffOffer[];
}

export async function loadTariffs({ store, clock, announce, log, operator }: TariffDeps): Promise<TariffBook> {
  let held = await read(store.read.tariffs, log);
  const tariff = (tariffId: string): TariffRecord => {
    const found = held.tariffs.find((one) => one.tariffId === tariffId);
    if (found === undefined) throw new AppError('notFound', { what: 'tariff', id: tariffId });
    return found;
  };
  const find = (versionId: string): TariffOffer | null =>
    held.offers.find(({ version }) => version.versionId === versionId) ?? null;

  /** One unit of work on one tariff; what is held in memory follows the disk. */
  function change(work: (unit: WriteUnit, now: EpochMs) => Promise<Done>): Promise<TariffView> {
    return store.write(async (unit) => {
      const now = clock.now();
      const { tariffId, action, details } = await work(unit, now);
      await unit.journal.append({
        ...{ at: now, operator: operator(), action: `tariffs.${action}`, subject: 'tariff', subjectId: tariffId },
        details: JSON.stringify(details),
      });
      const changed = await read(unit.tariffs, log);
      const view = viewOf(changed, tariffId, await unit.tariffs.usedVersions());
      unit.afterCommit(() => {
        held = changed;
        announce({ type: 'told', told: { event: 'tariffs.changed', data: view } });
      });
      return view;
    });
  }

  async function insertVersion(unit: WriteUnit, now: EpochMs, version: Unnumbered): Promise<void> {
    const { tariffId, number, body, validFrom } = version;
    await unit.tariffs.insertVersion({
      ...{ tariffId, number, validFrom, body: JSON.stringify(body), createdAt: now, operator: operator() },
    });
  }

  return {
    offers: () => held.offers,
    offerFor: (context) => chooseTariff(held.offers, context),
    find,
    nameOf: (versionId) => {
      const tariffId = find(versionId)?.version.tariffId;
      return held.tariffs.find((one) => one.tariffId === tariffId)?.name ?? null;
    },
    tariffs: () => held.tariffs,
    async list() {
      const used = await store.read.tariffs.usedVersions();
      return held.tariffs.map(({ tariffId }) => viewOf(held, tariffId, used));
    },
    async get(tariffId) {
      const used = await store.read.tariffs.usedVersions();
      return viewOf(held, tariff(tariffId).tariffId, used);
    },
    add: ({ name, body, validFrom }) =>
      change(async (unit, now) => {
        await refuseSameName(unit.tariffs, name, null);
        const tariffId = await unit.tariffs.insert({ name, createdAt: now, retiredAt: null });
        const version = { tariffId, number: 1, body, validFrom: validFrom ?? now };
        await insertVersion(unit, now, version);
        return { tariffId, action: 'add', details: { name, ...told(version) } };
      }),
    addVersion: (tariffId, { body, validFrom }) =>
      change(async (unit, now) => {
        const { name } = tariff(tariffId);
        if (validFrom !== null && validFrom < now) throw beforeNow();
        const numbers = (await unit.tariffs.versions(tariffId)).map(({ number }) => number);
        const version = { tariffId, number: Math.max(0, ...numbers) + 1, body, validFrom: validFrom ?? now };
        await insertVersion(unit, now, version);
        return { tariffId, action: 'addVersion', details: { name, ...told(version) } };
      }),
    removeVersion: (versionId) =>
      change(async (unit, now) => {
        const version = await unit.tariffs.findVersion(versionId);
        if (version === null) throw new AppError('notFound', { what: 'tariffVersion', id: versionId });
        await refuseInForce(unit.tariffs, version, now);
        await unit.tariffs.removeVersion(versionId);
        const { tariffId, number, validFrom, body } = version;
        const details = { name: tariff(tariffId).name, number, validFrom, body: parse(body) };
        return { tariffId, action: 'removeVersion', details };
      }),
    rename: (tariffId, name) =>
      change(async (unit) => {
        const before = tariff(tariffId);
        await refuseSameName(unit.tariffs, name, tariffId);
        await unit.tariffs.update(tariffId, { name });
        return { tariffId, action: 'rename', details: { before: { name: before.name }, after: { name } } };
      }),
    retire: (tariffId) =>
      change(async (unit, now) => {
        const { name, retiredAt } = tariff(tariffId);
        await unit.tariffs.update(tariffId, { retiredAt: retiredAt ?? now });
        return { tariffId, action: 'retire', details: { name } };
      }),
    restore: (tariffId) =>
      change(async (unit) => {
        const { name } = tariff(tariffId);
        await refuseSameName(unit.tariffs, name, tariffId);
        await unit.tariffs.update(tariffId, { retiredAt: null });
        return { tariffId, action: 'restore', details: { name } };
      }),
  };
}

/** What the journal is told of a change. */
interface Done {
  readonly tariffId: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Unnumbered {
  readonly tariffId: string;
  readonly number: number;
  readonly body: TariffBody;
  readonly validFrom: EpochMs;
}

const told = ({ number, validFrom, body }: Unnumbered) => ({ number, validFrom, body });

async function read(tariffs: TariffReads, log: Log): Promise<Held> {
  const [records, versions] = [await tariffs.list(), await tariffs.versions()];
  const retired = new Map(records.map(({ tariffId, retiredAt }) => [tariffId, retiredAt]));
  const offers = versions.flatMap((version): readonly TariffOffer[] => {
    const body = parse(version.body);
    if (body === null) log.error('a version of a tariff cannot be read', { versionId: version.versionId });
    return body === null ? [] : [{ version, body, retiredAt: retired.get(version.tariffId) ?? null }];
  });
  return { tariffs: records, offers };
}

function parse(json: string): TariffBody | null {
  const parsed = tariffBody.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

function viewOf({ tariffs, offers }: Held, tariffId: string, used: ReadonlySet<string>): TariffView {
  const record = tariffs.find((one) => one.tariffId === tariffId);
  if (record === undefined) throw new AppError('notFound', { what: 'tariff', id: tariffId });
  return tariffView(record, offers, used);
}

/** People choose a tariff by its name; one that is retired frees it. */
async function refuseSameName(tariffs: TariffReads, name: string, itself: string | null): Promise<void> {
  const offered = (await tariffs.list()).filter(({ retiredAt, tariffId }) => retiredAt === null && tariffId !== itself);
  if (offered.some((other) => other.name === name)) throw new AppError('alreadyExists', { what: 'tariff', id: name });
}

/** Sessions of stations that were offline are reported late: a version that has been in force must stay. */
async function refuseInForce(
  tariffs: TariffReads,
  { versionId, tariffId, validFrom }: TariffVersionRecord,
  now: EpochMs,
): Promise<void> {
  if (validFrom <= now || (await tariffs.usedVersions()).has(versionId))
    throw new AppError('conflict', { reason: 'versionInForce' });
  if ((await tariffs.versions(tariffId)).length === 1) throw new AppError('conflict', { reason: 'onlyVersion' });
}

function beforeNow(): AppError {
  return new AppError('invalidInput', { faults: [{ path: 'validFrom', message: 'must not be before now' }] });
}
