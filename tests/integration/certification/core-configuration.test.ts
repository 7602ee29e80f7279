import { expect, it } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { cards, useStand } from '../../harness/stand.ts';
import { asks } from '../../harness/wire.ts';

const stand = useStand();

it('TC_019_1_CSMS retrieve all configuration keys', async () => {
  const { wire, ...point } = await stand.booted('TC_019_1');
  const result = await point.command({ type: 'getConfiguration' });
  const told: unknown = expect.arrayContaining([{ key: 'HeartbeatInterval', readonly: false, value: '300' }]);
  await wire.shows([asks('GetConfiguration', {}, { configurationKey: told })]);
  expect(result.kind).toBe('accepted');
  expect(result.response?.configuration?.length).toBeGreaterThan(30);
  expect(result.response?.configuration).toContainEqual({ key: 'NumberOfConnectors', readonly: true, value: '1' });
  expect(result.response?.configuration).toContainEqual({ key: 'AuthorizationKey', readonly: false, value: null });
});

it('TC_019_2_CSMS retrieve a specific configuration key', async () => {
  const { wire, ...point } = await stand.booted('TC_019_2');
  const result = await point.command({ type: 'getConfiguration', keys: ['SupportedFeatureProfiles'] });
  await wire.shows([
    asks(
      'GetConfiguration',
      { key: ['SupportedFeatureProfiles'] },
      { configurationKey: [expect.objectContaining({ key: 'SupportedFeatureProfiles', readonly: true })] },
    ),
  ]);
  expect(result.response?.configuration).toMatchObject([
    { key: 'SupportedFeatureProfiles', readonly: true, value: expect.stringContaining('Core') as string },
  ]);
});

it('TC_021_CSMS change a configuration key', async () => {
  const { wire, ...point } = await stand.booted('TC_021');
  const key = 'MeterValueSampleInterval';
  const result = await point.command({ type: 'setConfiguration', key, value: '45' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await point.seen(result);
  await wire.shows([
    asks('ChangeConfiguration', { key, value: '45' }, { status: 'Accepted' }),
    asks('GetConfiguration', { key: [key] }, { configurationKey: [{ key, readonly: false, value: '45' }] }),
  ]);
});

it('TC_040_1_CSMS configuration keys, not supported', async () => {
  const { wire, ...point } = await stand.booted('TC_040_1');
  const result = await point.command({ type: 'setConfiguration', key: 'NoSuchKey', value: '1' });
  expect(result).toMatchObject({ kind: 'notSupported', response: { status: 'NotSupported' }, effect: 'none' });
  await wire.shows([asks('ChangeConfiguration', { key: 'NoSuchKey', value: '1' }, { status: 'NotSupported' })]);
});

it('TC_040_2_CSMS configuration keys, invalid value', async () => {
  const { wire, ...point } = await stand.booted('TC_040_2');
  const key = 'MeterValueSampleInterval';
  const result = await point.command({ type: 'setConfiguration', key, value: '-1' });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' }, effect: 'none' });
  await wire.shows([asks('ChangeConfiguration', { key, value: '-1' }, { status: 'Rejected' })]);
});

it('TC_061_CSMS clear authorization data in the authorization cache', async () => {
  const { station, wire, ...point } = await stand.booted('TC_061');
  station.configure('LocalPreAuthorize', 'true');
  await station.authorize(cards.valid);
  expect(wire.of('Authorize')).toHaveLength(1);
  wire.forget();
  expect(await point.command({ type: 'clearCache' })).toMatchObject({ kind: 'accepted' });
  await wire.shows([asks('ClearCache', {}, { status: 'Accepted' })]);
  await station.authorize(cards.valid);
  await eventually(() => {
    expect(wire.of('Authorize')).toHaveLength(2);
  });
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_061' });
  expect(rows).toMatchObject([{ type: 'clearCache', outcome: { kind: 'accepted' } }]);
});
