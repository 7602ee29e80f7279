import { describe, expect, it } from 'vitest';
import type { CertificateView, SecurityView } from '../../../electron/contract/security.ts';
import type { StationView } from '../../../electron/contract/views.ts';
import { higherProfiles, type Known, needStates } from '../../../renderer/station-security/profile-needs.ts';

const station = { passwordSet: false, secure: false } as StationView;
const listening = { tls: { listening: true } } as SecurityView;
const nothing: Known = { station, security: null, passwordTold: false, certificates: [], rootInstalled: null };
const states = (profile: 1 | 2 | 3, known: Partial<Known>) =>
  Object.fromEntries(needStates(profile, { ...nothing, ...known }).map(({ need, state }) => [need, state]));

describe('what a security profile needs', () => {
  it('is a password for the first', () => {
    expect(states(1, {})).toEqual({ password: 'missing' });
    expect(states(1, { station: { ...station, passwordSet: true } })).toEqual({ password: 'there' });
    expect(states(1, { passwordTold: true })).toEqual({ password: 'there' });
  });

  it('is not known before the station and the service were asked', () => {
    expect(states(2, {})).toEqual({ password: 'missing', tls: 'unknown', root: 'unknown' });
    expect(states(2, { security: listening, rootInstalled: false })).toMatchObject({ tls: 'there', root: 'missing' });
  });

  it('is trust in our root, which a station on an encrypted line has shown', () => {
    expect(states(3, { station: { ...station, secure: true } })).toMatchObject({ root: 'there' });
    expect(states(3, { rootInstalled: true })).toMatchObject({ root: 'there' });
  });

  it('is a certificate that the station took, not one that was revoked', () => {
    const certificate = { state: 'revoked' } as CertificateView;
    expect(states(3, { certificates: [certificate] })).toMatchObject({ certificate: 'missing' });
    const taken: CertificateView = { ...certificate, state: 'installed' };
    expect(states(3, { certificates: [certificate, taken] })).toMatchObject({ certificate: 'there' });
  });

  it('only goes up', () => {
    expect(higherProfiles(1)).toEqual([2, 3]);
    expect(higherProfiles(3)).toEqual([]);
  });
});
