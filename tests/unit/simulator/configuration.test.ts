import { beforeEach, describe, expect, it } from 'vitest';
import { configurationKeys } from '../../../ocpp/simulator/configuration-keys.ts';
import { Configuration } from '../../../ocpp/simulator/configuration.ts';
import { featureProfiles } from '../../../ocpp/simulator/feature-profiles.ts';

let configuration: Configuration;

beforeEach(() => {
  configuration = new Configuration(
    configurationKeys({
      ...{ connectors: 2, fixedCable: false, meterSampleSeconds: 60, maxPowerW: 22_000 },
      current: 'AC',
      profiles: featureProfiles,
      keySpelling: 'bytes',
      securityProfile: 1,
      acceptsSecurityProfile: (wanted) => wanted === 2,
    }),
  );
});

const requiredByCore = [
  'AuthorizeRemoteTxRequests',
  'ClockAlignedDataInterval',
  'ConnectionTimeOut',
  'ConnectorPhaseRotation',
  'GetConfigurationMaxKeys',
  'HeartbeatInterval',
  'LocalAuthorizeOffline',
  'LocalPreAuthorize',
  'MeterValuesAlignedData',
  'MeterValuesSampledData',
  'MeterValueSampleInterval',
  'NumberOfConnectors',
  'ResetRetries',
  'StopTransactionOnEVSideDisconnect',
  'StopTransactionOnInvalidId',
  'StopTxnAlignedData',
  'StopTxnSampledData',
  'SupportedFeatureProfiles',
  'TransactionMessageAttempts',
  'TransactionMessageRetryInterval',
  'UnlockConnectorOnEVSideDisconnect',
];

describe('reading', () => {
  it('tells every key the Core profile requires when none is named', () => {
    const keys = configuration.read(undefined).configurationKey?.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(requiredByCore));
    expect(configuration.read([])).toEqual(configuration.read(undefined));
  });

  it('tells known and unknown keys apart, whatever their case', () => {
    expect(configuration.read(['numberofconnectors', 'NoSuchKey'])).toEqual({
      configurationKey: [{ key: 'NumberOfConnectors', readonly: true, value: '2' }],
      unknownKey: ['NoSuchKey'],
    });
  });

  it('leaves out the list that would be empty', () => {
    expect(configuration.read(['NoSuchKey'])).toEqual({ unknownKey: ['NoSuchKey'] });
    expect(configuration.read(['ResetRetries'])).not.toHaveProperty('unknownKey');
  });

  it('never tells the password', () => {
    expect(configuration.change('AuthorizationKey', '0123456789abcdef0123456789abcdef')).toBe('Accepted');
    expect(configuration.read(['AuthorizationKey'])).toEqual({
      configurationKey: [{ key: 'AuthorizationKey', readonly: false }],
    });
  });
});

describe('changing', () => {
  it.each([
    ['HeartbeatInterval', '30', 'Accepted'],
    ['HEARTBEATINTERVAL', '30', 'Accepted'],
    ['HeartbeatInterval', '-1', 'Rejected'],
    ['HeartbeatInterval', '1.5', 'Rejected'],
    ['HeartbeatInterval', '', 'Rejected'],
    ['LocalPreAuthorize', 'TRUE', 'Accepted'],
    ['LocalPreAuthorize', '1', 'Rejected'],
    ['NumberOfConnectors', '4', 'Rejected'],
    ['MaxPower', '11000', 'RebootRequired'],
    ['MaxPower', '99000', 'Rejected'],
    ['MeterValuesSampledData', 'Energy.Active.Import.Register, SoC', 'Accepted'],
    ['MeterValuesSampledData', '', 'Accepted'],
    ['MeterValuesSampledData', 'Energy.Active.Import.Register,Bogus', 'Rejected'],
    ['ConnectorPhaseRotation', '0.RST,1.RTS', 'Accepted'],
    ['ConnectorPhaseRotation', '1.RRR', 'Rejected'],
    ['AuthorizationKey', 'short', 'Rejected'],
    ['NoSuchKey', '1', 'NotSupported'],
  ])('%s to %j is %s', (key, value, status) => {
    expect(configuration.change(key, value)).toBe(status);
  });

  it('leaves the value alone when it is refused', () => {
    configuration.change('HeartbeatInterval', 'soon');
    expect(configuration.integer('HeartbeatInterval')).toBe(300);
  });

  it('takes effect at once, and tells who listens', () => {
    const changed: string[] = [];
    configuration.onChange((key) => changed.push(key));
    configuration.change('meterValueSampleInterval', '15');
    expect(configuration.integer('MeterValueSampleInterval')).toBe(15);
    expect(changed).toEqual(['MeterValueSampleInterval']);
  });

  it('takes effect at the next boot where that is required', () => {
    const changed: string[] = [];
    configuration.onChange((key) => changed.push(key));
    configuration.change('MaxPower', '11000');
    expect(configuration.integer('MaxPower')).toBe(22_000);
    expect(changed).toEqual([]);
    configuration.applyReboot();
    expect(configuration.integer('MaxPower')).toBe(11_000);
    expect(changed).toEqual(['MaxPower']);
  });
});
