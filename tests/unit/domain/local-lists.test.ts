import { describe, expect, test } from 'vitest';
import type { LocalListView } from '../../../electron/contract/local-lists.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { noLocalList, type LocalListEntry } from '../../../ocpp/model/local-list.ts';
import { openSite, type SiteOptions, type TestSite } from './test-site.ts';

const minuteMs = 60_000;

/** A station that keeps a list as the specification says, unless a test says otherwise. */
class ListHolder {
  version = 0;
  readonly cards = new Map<string, LocalListEntry>();
  readonly sent: Extract<Command, { readonly type: 'sendLocalList' }>[] = [];
  readonly asked: Command['type'][] = [];
  readonly limits: Readonly<Record<string, string>>;
  /** Answers in place of taking the list, one for each send. */
  readonly answers: CommandOutcome[] = [];

  constructor(limits: Readonly<Record<string, string>> = {}) {
    this.limits = limits;
  }

  answer(command: Command): CommandOutcome {
    this.asked.push(command.type);
    if (command.type === 'getLocalListVersion') return { kind: 'accepted', response: { listVersion: this.version } };
    if (command.type === 'getConfiguration') return { kind: 'accepted', response: this.#told(command.keys ?? []) };
    if (command.type !== 'sendLocalList') return { kind: 'notSupported' };
    this.sent.push(command);
    return this.answers.shift() ?? this.#take(command);
  }

  #told(keys: readonly string[]): CommandOutcome['response'] {
    const known = keys.filter((key) => key in this.limits);
    return {
      configuration: known.map((key) => ({ key, value: this.limits[key] ?? null, readonly: true })),
      unknownKeys: keys.filter((key) => !(key in this.limits)),
    };
  }

  #take({ version, updateType, entries }: (typeof this.sent)[number]): CommandOutcome {
    if (updateType === 'full') this.cards.clear();
    for (const entry of entries) {
      if (entry.info === null) this.cards.delete(entry.idToken);
      else this.cards.set(entry.idToken, entry);
    }
    this.version = version;
    return { kind: 'accepted', response: { status: 'Accepted' } };
  }
}

interface Bench {
  readonly site: TestSite;
  readonly holder: ListHolder;
  readonly view: () => Promise<LocalListView>;
}

async function bench(holder = new ListHolder(), options: SiteOptions = {}): Promise<Bench> {
  const site = await openSite(options);
  site.answerCommands((_stationId, command) => holder.answer(command));
  await site.connect('HALL-1');
  await site.idTokens.addOrUpdate([
    { idToken: 'LEYLA', label: 'Leyla', parentIdToken: 'FLEET' },
    { idToken: 'STOLEN', status: 'Blocked' },
    { idToken: 'GUEST', expiresAt: site.time.now() + 60 * minuteMs },
  ]);
  return { site, holder, view: () => site.localLists.view('HALL-1') };
}

const shape = ({ sent }: ListHolder): readonly string[] =>
  sent.map(({ updateType, version, entries }) => `${updateType} ${String(version)}: ${String(entries.length)}`);

describe('a local list', () => {
  test('leaves out what is too long for it, and tells of how many', async () => {
    const { site, holder, view } = await bench();
    await site.idTokens.addOrUpdate([
      { idToken: 'A-CARD-OF-21-LETTERS-' },
      { idToken: 'A-CARD-OF-20-LETTERS', parentIdToken: 'A-GROUP-OF-20-LETTERS-AND-MORE' },
    ]);
    expect(await view()).toMatchObject({ unsendable: 1, pending: { added: 4 } });
    expect(await site.localLists.send('HALL-1', undefined)).toMatchObject({ outcome: { kind: 'accepted' } });
    expect(holder.cards.has('A-CARD-OF-21-LETTERS-')).toBe(false);
    expect(holder.cards.get('A-CARD-OF-20-LETTERS')).toEqual({
      idToken: 'A-CARD-OF-20-LETTERS',
      info: { status: 'Accepted' },
    });
    expect(await view()).toMatchObject({ unsendable: 1, pending: { added: 0, changed: 0, removed: 0 } });
  });

  test('is made from the cards, with what is blocked, until when and for which group', async () => {
    const { site, holder, view } = await bench();
    expect(await view()).toMatchObject({ supported: null, version: null, entries: null, pending: { added: 3 } });
    await site.localLists.send('HALL-1', undefined);
    expect(shape(holder)).toEqual(['full 1: 3']);
    expect([...holder.cards.values()]).toEqual(
      expect.arrayContaining([
        { idToken: 'LEYLA', info: { status: 'Accepted', parentIdToken: 'FLEET' } },
        { idToken: 'STOLEN', info: { status: 'Blocked' } },
        {
          idToken: 'GUEST',
          info: { status: 'Accepted', expiresAt: new Date(site.time.now() + 60 * minuteMs).toISOString() },
        },
      ]),
    );
    const { entries, ...rest } = await view();
    expect(rest).toMatchObject({ supported: true, version: 1, problem: null, pending: { added: 0, changed: 0 } });
    expect(entries).toContainEqual({ idToken: 'LEYLA', label: 'Leyla', status: 'Accepted', expiresAt: null });
  });

  test('of a station that tells the highest version there is begins anew', async () => {
    const holder = new ListHolder();
    holder.version = 2_147_483_647;
    const { site, view } = await bench(holder);
    await site.localLists.send('HALL-1', undefined);
    await site.idTokens.addOrUpdate([{ idToken: 'NEW' }]);
    await site.localLists.send('HALL-1', undefined);
    expect(shape(holder)).toEqual(['full 1: 3', 'differential 2: 1']);
    expect(await view()).toMatchObject({ version: 2, problem: null, pending: { added: 0, changed: 0 } });
  });

  test('a card that has run out is told as such', async () => {
    const { site, holder } = await bench();
    site.time.pass(61 * minuteMs);
    await site.localLists.send('HALL-1', undefined);
    expect(holder.cards.get('GUEST')?.info?.status).toBe('Expired');
  });

  test('gets only what changed once it is known what the station holds', async () => {
    const { site, holder, view } = await bench();
    await site.localLists.send('HALL-1', undefined);
    await site.idTokens.remove('GUEST');
    await site.idTokens.update('LEYLA', { status: 'Blocked' });
    expect((await view()).pending).toEqual({ added: 0, changed: 1, removed: 1 });
    await site.idTokens.update('LEYLA', { status: 'Accepted' });
    await site.localLists.send('HALL-1', undefined);
    expect(holder.sent.at(-1)).toMatchObject({
      updateType: 'differential',
      version: 2,
      entries: [{ idToken: 'GUEST', info: null }],
    });
    expect([...holder.cards.keys()].sort()).toEqual(['LEYLA', 'STOLEN']);
    expect((await view()).pending).toEqual({ added: 0, changed: 0, removed: 0 });
  });

  test('is sent whole, with a higher version, when the station’s is not the one we gave', async () => {
    const { site, holder, view } = await bench();
    await site.localLists.send('HALL-1', undefined);
    holder.version = 40;
    await site.idTokens.remove('GUEST');
    await site.localLists.send('HALL-1', 'differential');
    expect(shape(holder)).toEqual(['full 1: 3', 'full 41: 2']);
    expect((await view()).version).toBe(41);
  });

  test('never gets a version it had before, not even after one that failed', async () => {
    const { site, holder } = await bench();
    holder.answers.push({ kind: 'rejected', response: { status: 'Failed' } });
    await site.localLists.send('HALL-1', undefined);
    await site.localLists.send('HALL-1', undefined);
    expect(shape(holder)).toEqual(['full 1: 3', 'full 2: 3']);
  });

  test('is split as the station takes it, the whole first and the rest as changes', async () => {
    const { site, holder, view } = await bench(new ListHolder({ SendLocalListMaxLength: '2' }));
    await site.localLists.send('HALL-1', undefined);
    expect(shape(holder)).toEqual(['full 1: 2', 'differential 2: 1']);
    expect(holder.cards.size).toBe(3);
    expect(await view()).toMatchObject({ version: 2, pending: { added: 0 } });
    await site.localLists.send('HALL-1', 'full');
    expect(holder.asked.filter((type) => type === 'getConfiguration')).toHaveLength(1);
  });

  test('is not sent to a station that takes fewer cards than there are', async () => {
    const { site, holder, view } = await bench(new ListHolder({ LocalAuthListMaxLength: '2' }));
    const { outcome } = await site.localLists.send('HALL-1', undefined);
    expect(outcome).toEqual({ kind: 'failed', reason: 'tooLong' });
    expect(holder.sent).toEqual([]);
    expect(await view()).toMatchObject({ tooLong: true, maxLength: 2 });
  });

  test('is sent whole once more when the station says that the version does not fit', async () => {
    const { site, holder, view } = await bench();
    await site.localLists.send('HALL-1', undefined);
    await site.idTokens.remove('GUEST');
    holder.answers.push({ kind: 'rejected', response: { status: 'VersionMismatch' } });
    expect((await site.localLists.send('HALL-1', undefined)).outcome.kind).toBe('accepted');
    expect(shape(holder)).toEqual(['full 1: 3', 'differential 2: 1', 'full 3: 2']);
    expect((await view()).problem).toBeNull();
  });

  test('that is refused twice as mismatching is left, with its problem', async () => {
    const { site, holder, view } = await bench();
    const mismatch: CommandOutcome = { kind: 'rejected', response: { status: 'VersionMismatch' } };
    holder.answers.push(mismatch, mismatch);
    expect((await site.localLists.send('HALL-1', undefined)).outcome).toEqual(mismatch);
    expect(holder.sent).toHaveLength(2);
    expect((await view()).problem).toBe('VersionMismatch');
  });

  test('whose answer did not come is not taken for known', async () => {
    const { site, holder, view } = await bench();
    await site.localLists.send('HALL-1', undefined);
    holder.answers.push({ kind: 'timedOut' });
    await site.localLists.send('HALL-1', 'full');
    expect(await view()).toMatchObject({ entries: null, problem: 'timedOut' });
  });

  test('of a station that has none is told as not supported, and nothing is sent', async () => {
    const holder = new ListHolder();
    holder.version = noLocalList;
    const { site, view } = await bench(holder);
    expect((await site.localLists.send('HALL-1', undefined)).outcome.kind).toBe('notSupported');
    expect(holder.asked).toEqual(['getLocalListVersion']);
    expect(await view()).toMatchObject({ supported: false, version: null, problem: 'NotSupported' });
  });

  test('is asked for and sent twice in turn when two people ask at once', async () => {
    const { site, holder } = await bench();
    await Promise.all([site.localLists.send('HALL-1', 'full'), site.localLists.send('HALL-1', 'full')]);
    expect(holder.asked.filter((type) => type !== 'getConfiguration')).toEqual([
      ...['getLocalListVersion', 'sendLocalList'],
      ...['getLocalListVersion', 'sendLocalList'],
    ]);
  });

  test('sent as a plain command is known all the same', async () => {
    const { site, holder, view } = await bench();
    await site.commands.run('HALL-1', { type: 'sendLocalList', updateType: 'full' });
    await site.idTokens.remove('STOLEN');
    await site.commands.run('HALL-1', { type: 'sendLocalList', updateType: 'differential' });
    expect(shape(holder)).toEqual(['full 1: 3', 'differential 2: 1']);
    expect(await view()).toMatchObject({ version: 2, pending: { added: 0, changed: 0, removed: 0 } });
  });
});

describe('a local list that keeps itself in step', () => {
  /** The operator turned it on, and the first send is over. */
  async function automatic(holder = new ListHolder()): Promise<Bench> {
    const one = await bench(holder);
    await one.site.localLists.setAutomatic('HALL-1', true);
    one.site.localListAutomation.begin('HALL-1');
    one.site.time.pass(1);
    return one;
  }

  /** Lets an automatic send begin and come to its end. */
  async function settle({ site, holder }: Bench, sends: number): Promise<void> {
    await expect.poll(() => holder.sent.length).toBe(sends);
    await expect
      .poll(async () => (await site.store.read.commands.list({ limit: 1, offset: 0 })).rows[0]?.outcome)
      .not.toBeNull();
  }

  test('is sent when that is turned on, and a few seconds after cards changed', async () => {
    const one = await automatic();
    await settle(one, 1);
    await one.site.idTokens.remove('GUEST');
    await one.site.idTokens.remove('STOLEN');
    expect(one.holder.sent).toHaveLength(1);
    // Reading which lists are automatic is a moment's work.
    await expect
      .poll(() => {
        one.site.time.pass(6000);
        return one.holder.sent.length;
      })
      .toBe(2);
    await settle(one, 2);
    expect([...one.holder.cards.keys()]).toEqual(['LEYLA']);
  });

  test('is only looked at when the station comes back and holds it still', async () => {
    const one = await automatic();
    await settle(one, 1);
    one.holder.asked.length = 0;
    await one.site.connect('HALL-1');
    one.site.time.pass(1);
    await expect.poll(() => one.holder.asked).toEqual(['getLocalListVersion']);
    expect(one.holder.sent).toHaveLength(1);
  });

  test('is sent anew when the station comes back without it', async () => {
    const one = await automatic();
    await settle(one, 1);
    one.holder.version = 0;
    await one.site.connect('HALL-1');
    one.site.time.pass(1);
    await settle(one, 2);
  });

  test('is tried again after a while when the station fails, and later each time', async () => {
    const holder = new ListHolder();
    const failed: CommandOutcome = { kind: 'rejected', response: { status: 'Failed' } };
    holder.answers.push(failed, failed);
    const one = await automatic(holder);
    await settle(one, 1);
    await expect
      .poll(() => {
        one.site.time.pass(minuteMs / 4);
        return holder.sent.length;
      })
      .toBe(2);
    await settle(one, 2);
    one.site.time.pass(2 * minuteMs);
    expect(holder.sent).toHaveLength(2);
    await expect
      .poll(() => {
        one.site.time.pass(minuteMs);
        return holder.sent.length;
      })
      .toBe(3);
    await expect.poll(one.view).toMatchObject({ problem: null });
  });

  test('is never sent unasked where it is off', async () => {
    const { site, holder } = await bench();
    await site.localLists.send('HALL-1', undefined);
    holder.asked.length = 0;
    await site.idTokens.remove('GUEST');
    site.time.pass(10 * minuteMs);
    await site.connect('HALL-1');
    site.time.pass(10 * minuteMs);
    await expect.poll(() => site.changes.some((change) => change.type === 'told')).toBe(true);
    expect(holder.asked).toEqual([]);
  });
});
