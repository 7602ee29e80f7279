import { describe, expect, it } from 'vitest';
import type { ConfigurationEntry } from '../../../electron/contract/configuration.ts';
import { countOf, inSections, searched } from '../../../renderer/station-configuration/key-groups.ts';

const entry = (key: string, rest: Partial<ConfigurationEntry> = {}): ConfigurationEntry => ({
  key,
  value: '1',
  readonly: false,
  readAt: null,
  wanted: null,
  drifts: false,
  rebootRequired: false,
  unknown: false,
  ...rest,
});
const entries = [
  entry('VendorThing', { wanted: '2', drifts: true }),
  entry('SecurityProfile'),
  entry('heartbeatinterval'),
  entry('BlinkRepeat', { wanted: '1' }),
  entry('NumberOfConnectors', { readonly: true }),
  entry('MissingKey', { unknown: true }),
];

describe('the settings of a station', () => {
  it('stand in the parts of the standard, a vendor’s own last, whatever their spelling', () => {
    expect(inSections(entries).map(({ group, entries: listed }) => [group, listed.map(({ key }) => key)])).toEqual([
      ['core', ['BlinkRepeat', 'NumberOfConnectors', 'heartbeatinterval']],
      ['security', ['SecurityProfile']],
      ['vendor', ['MissingKey', 'VendorThing']],
    ]);
  });

  it('are counted by what is asked of them', () => {
    expect((['all', 'writable', 'wanted', 'drifts', 'vendor'] as const).map((one) => countOf(entries, one))).toEqual([
      6, 4, 2, 1, 2,
    ]);
  });

  it('are found by their words in any letter case', () => {
    const about = (key: string): string => (key === 'BlinkRepeat' ? 'İşıq neçə dəfə yanıb-sönsün' : '');
    expect(searched(entries, 'all', 'işıq', about).map(({ key }) => key)).toEqual(['BlinkRepeat']);
    expect(searched(entries, 'drifts', 'blink', about)).toEqual([]);
  });
});
