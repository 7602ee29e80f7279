import { describe, expect, test } from 'vitest';
import { standardKeys } from '../../../electron/contract/configuration-keys.ts';
import type { ConfigurationView } from '../../../electron/contract/configuration.ts';
import { type ConfigurationBook, createConfigurationBook } from '../../../electron/service/domain/configuration.ts';
import { eventually } from '../../harness/eventually.ts';
import { type SettingsOptions, type TestSettings, testSettings } from './test-charger.ts';
import { noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

const requiredKeys = Object.fromEntries(
  standardKeys
    .filter(({ required, group }) => required && group === 'core')
    .map(({ key, type }) => [key, type === 'boolean' ? 'true' : type === 'integer' ? '60' : 'Core']),
);

interface Charger {
  readonly site: TestSite;
  readonly station: TestStation;
  readonly book: ConfigurationBook;
  readonly settings: TestSettings;
}

async function charger(options: Partial<SettingsOptions> = {}): Promise<Charger> {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  const settings = testSettings({ values: requiredKeys, ...options });
  site.answerCommands((id, command) => settings.answer(id, command));
  const book = createConfigurationBook({ ...site, clock: site.time });
  return { site, station, book, settings };
}

const entryOf = (view: ConfigurationView, key: string) => view.entries.find((entry) => entry.key === key);
const questions = ({ settings }: Charger) =>
  settings.heard.flatMap((command) => (command.type === 'getConfiguration' ? [command.keys ?? 'everything'] : []));

describe('reading all settings', () => {
  test('takes one question where the station tells everything at once', async () => {
    const one = await charger();
    const view = await one.book.read('HALL-1');
    expect(questions(one)).toEqual(['everything']);
    expect(view.readAt).toBe(new Date(one.site.time.now()).toISOString());
    expect(entryOf(view, 'HeartbeatInterval')).toMatchObject({ value: '60', readonly: false, drifts: false });
    expect(await one.site.habits.list('HALL-1')).toEqual([]);
  });

  test('asks by name, in chunks the station allows, where it tells nothing at once', async () => {
    const one = await charger({
      values: { ...requiredKeys, GetConfigurationMaxKeys: '7' },
      tellsAtOnce: [],
      maxKeys: 7,
    });
    const view = await one.book.read('HALL-1');
    const byName = questions(one).slice(1);
    expect(Math.max(...byName.map((keys) => keys.length))).toBe(7);
    expect(view.entries.filter(({ unknown }) => !unknown).map(({ key }) => key)).toEqual(
      expect.arrayContaining(Object.keys(requiredKeys)),
    );
    expect(entryOf(view, 'BlinkRepeat')).toMatchObject({ unknown: true, value: null });
    expect((await one.site.habits.list('HALL-1')).map(({ habit }) => habit)).toEqual(['oddConfiguration']);
  });

  test('asks for fewer keys where the station refuses more and does not say how many it takes', async () => {
    const one = await charger({
      values: { ...requiredKeys, GetConfigurationMaxKeys: 'a few' },
      tellsAtOnce: ['HeartbeatInterval'],
      maxKeys: 2,
    });
    const view = await one.book.read('HALL-1');
    expect(entryOf(view, 'WebSocketPingInterval')).toMatchObject({ unknown: true });
    expect(entryOf(view, 'NumberOfConnectors')).toMatchObject({ value: '60' });
  });

  test('understands keys in another case and values in quotes', async () => {
    const one = await charger({ values: { ...requiredKeys, meterValueSampleInterval: '"30"' } });
    await one.book.want('HALL-1', 'MeterValueSampleInterval', '30');
    const view = await one.book.read('HALL-1');
    expect(entryOf(view, 'meterValueSampleInterval')).toMatchObject({ value: '"30"', wanted: '30', drifts: false });
    expect((await one.site.habits.list('HALL-1'))[0]).toMatchObject({ habit: 'oddConfiguration' });
  });

  test('never keeps a password, whatever the station shows of it', async () => {
    const one = await charger({ values: { ...requiredKeys, AuthorizationKey: 'C0FFEE' } });
    const view = await one.book.read('HALL-1');
    expect(entryOf(view, 'AuthorizationKey')).toMatchObject({ value: null });
    await expect(one.book.want('HALL-1', 'authorizationKey', 'AB12')).rejects.toMatchObject({ code: 'invalidInput' });
  });

  test('is refused for a station that is away, is silent or is not known', async () => {
    const one = await charger();
    one.site.answerCommands(() => ({ kind: 'offline' }));
    await expect(one.book.read('HALL-1')).rejects.toMatchObject({ details: { reason: 'stationOffline' } });
    let asked = 0;
    one.site.answerCommands(() => {
      asked += 1;
      return { kind: 'timedOut' };
    });
    await expect(one.book.read('HALL-1')).rejects.toMatchObject({ details: { reason: 'notAnswered' } });
    expect(asked).toBe(2);
    await expect(one.book.read('HALL-9')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('forgets what the station no longer tells, but not what is wanted of it', async () => {
    const one = await charger({ values: { ...requiredKeys, Old: '1', Wanted: '2' } });
    await one.book.read('HALL-1');
    await one.book.want('HALL-1', 'Wanted', '2');
    one.settings.values.delete('Old');
    one.settings.values.delete('Wanted');
    one.site.time.pass(1000);
    const view = await one.book.read('HALL-1');
    expect([entryOf(view, 'Old'), entryOf(view, 'Wanted')?.wanted]).toEqual([undefined, '2']);
  });
});

describe('what a station should be set to', () => {
  test('is compared and written only when asked, and what is then read counts', async () => {
    const one = await charger();
    await one.book.read('HALL-1');
    const wanted = await one.book.want('HALL-1', 'heartbeatinterval', '300');
    expect(entryOf(wanted, 'HeartbeatInterval')).toMatchObject({ value: '60', wanted: '300', drifts: true });
    expect(one.settings.heard.some(({ type }) => type === 'setConfiguration')).toBe(false);
    expect(await one.book.apply('HALL-1', undefined)).toEqual([
      { key: 'HeartbeatInterval', outcome: { kind: 'accepted', response: { status: 'Accepted' } } },
    ]);
    await eventually(async () => {
      expect(entryOf(await one.book.view('HALL-1'), 'HeartbeatInterval')).toMatchObject({
        value: '300',
        drifts: false,
      });
    });
    expect(one.settings.values.get('HeartbeatInterval')).toBe('300');
  });

  test('is not written to the end where the station answers nothing any more', async () => {
    const one = await charger();
    await one.book.read('HALL-1');
    for (const key of ['HeartbeatInterval', 'ResetRetries', 'MeterValueSampleInterval', 'ConnectionTimeOut']) {
      await one.book.want('HALL-1', key, '61');
    }
    one.site.answerCommands((id, command) =>
      command.type === 'setConfiguration' && command.key !== 'ConnectionTimeOut'
        ? { kind: 'timedOut' }
        : one.settings.answer(id, command),
    );
    expect((await one.book.apply('HALL-1', undefined)).map(({ outcome }) => outcome.kind)).toEqual([
      'accepted',
      'timedOut',
      'timedOut',
    ]);
  });

  test('may be all that it is set to now, but for the security profile', async () => {
    const values = { ...requiredKeys, SecurityProfile: '0' };
    const one = await charger({ values, readonly: ['NumberOfConnectors'] });
    await one.book.read('HALL-1');
    const view = await one.book.wantPresent('HALL-1');
    expect(entryOf(view, 'ResetRetries')).toMatchObject({ wanted: '60', drifts: false });
    expect(entryOf(view, 'NumberOfConnectors')).toMatchObject({ wanted: null });
    expect(entryOf(view, 'SecurityProfile')).toMatchObject({ value: '0', wanted: null });
  });

  test.each([
    ['HeartbeatInterval', 'often', 'notInteger'],
    ['MeterValueSampleInterval', '-1', 'tooSmall'],
    ['LightIntensity', '101', 'tooBig'],
    ['LocalPreAuthorize', 'yes', 'notBoolean'],
  ])('cannot be wrong by the standard: %s is not “%s”', async (key, value, message) => {
    const one = await charger();
    await expect(one.book.want('HALL-1', key, value)).rejects.toMatchObject({
      code: 'invalidInput',
      details: { faults: [{ path: 'value', message }] },
    });
  });

  test('may be odd where the station itself is, and anything for a key of its own', async () => {
    const one = await charger({ values: { ...requiredKeys, HeartbeatInterval: '5 min' } });
    await one.book.read('HALL-1');
    expect(entryOf(await one.book.want('HALL-1', 'HeartbeatInterval', '10 min'), 'HeartbeatInterval')?.drifts).toBe(
      true,
    );
    expect(entryOf(await one.book.want('HALL-1', 'VendorThing', '\u2713 anything'), 'VendorThing')?.wanted).toBe(
      '\u2713 anything',
    );
  });
});

test('a value that needs a restart is marked until the station starts anew', async () => {
  const one = await charger({ take: () => 'RebootRequired' });
  await one.book.read('HALL-1');
  await one.book.want('HALL-1', 'HeartbeatInterval', '300');
  await one.book.apply('HALL-1', ['HeartbeatInterval']);
  expect(entryOf(await one.book.view('HALL-1'), 'HeartbeatInterval')).toMatchObject({
    rebootRequired: true,
    drifts: false,
  });
  one.settings.values.set('HeartbeatInterval', '300');
  await one.station.say((rules) => rules.bootNotification(noDetails));
  await eventually(async () => {
    expect(entryOf(await one.book.view('HALL-1'), 'HeartbeatInterval')).toMatchObject({
      value: '300',
      rebootRequired: false,
    });
  });
});

test('a key the station does not take is marked as unknown', async () => {
  const one = await charger();
  await one.site.commands.run('HALL-1', { type: 'setConfiguration', key: 'BlinkRepeat', value: '3' });
  expect(entryOf(await one.book.view('HALL-1'), 'BlinkRepeat')).toMatchObject({ unknown: true });
});

test('whoever asks for settings, what is told is kept', async () => {
  const one = await charger();
  await one.site.commands.run('HALL-1', { type: 'getConfiguration', keys: ['HeartbeatInterval', 'Nonsense'] });
  const view = await one.book.view('HALL-1');
  expect(view.entries.map(({ key, value, unknown }) => [key, value, unknown])).toEqual([
    ['HeartbeatInterval', '60', false],
    ['Nonsense', null, true],
  ]);
  expect(view.readAt).toBeNull();
});

describe('trying measurands', () => {
  const key = 'MeterValuesSampledData';
  const all = ['Energy.Active.Import.Register', 'Power.Active.Import', 'SoC'];

  test('stops when the station takes them all', async () => {
    const one = await charger();
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: all, refused: [], outcome: { kind: 'accepted' } });
    expect(one.settings.values.get(key)).toBe(all.join(','));
  });

  test('finds the one a station refuses the list for', async () => {
    const one = await charger({ take: (_, value) => (value.includes('SoC') ? 'Rejected' : 'Accepted') });
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: all.slice(0, 2), refused: ['SoC'] });
    expect(one.settings.values.get(key)).toBe(all.slice(0, 2).join(','));
    expect((await one.site.habits.list('HALL-1'))[0]).toMatchObject({ habit: 'refusesMeasurands', sample: 'SoC' });
  });

  test('gives the station back what it had when it takes none', async () => {
    const one = await charger({ take: (_, value) => (value === 'Core' ? 'Accepted' : 'Rejected') });
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: [], refused: all, outcome: { kind: 'accepted' } });
    expect(one.settings.values.get(key)).toBe('Core');
  });

  test('empties nothing where the station takes none and does not tell what it has', async () => {
    const values = Object.fromEntries(Object.entries(requiredKeys).filter(([name]) => name !== key));
    const one = await charger({ values });
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: [], refused: all, outcome: { kind: 'notSupported' } });
    expect(one.settings.heard).not.toContainEqual({ type: 'setConfiguration', key, value: '' });
  });

  test('gives the station back what it had when it falls silent in the middle', async () => {
    const one = await charger({ take: (_, value) => (value === all.join(',') ? 'Rejected' : 'Accepted') });
    one.site.answerCommands((id, command) =>
      command.type === 'setConfiguration' && command.value === 'SoC'
        ? { kind: 'timedOut' }
        : one.settings.answer(id, command),
    );
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: all.slice(0, 2), outcome: { kind: 'timedOut' } });
    expect(one.settings.values.get(key)).toBe('Core');
  });

  test('takes the word of a station that changes them with its next start', async () => {
    const one = await charger({ take: () => 'RebootRequired' });
    const trial = await one.book.tryMeasurands('HALL-1', key, all);
    expect(trial).toMatchObject({ taken: all, refused: [], outcome: { response: { status: 'RebootRequired' } } });
  });
});
