import { describe, expect, it } from 'vitest';
import { commandRequest } from '../../../electron/contract/command-request.ts';
import type { CommandType } from '../../../ocpp/model/command.ts';
import { certificateText } from '../../../renderer/station-commands/certificate-text.ts';
import type { FieldValues } from '../../../renderer/station-commands/command-fields.ts';
import { commandForms, commandGroups, commandTypes } from '../../../renderer/station-commands/command-forms.ts';

const at = '2026-07-06T08:30:00.000Z';
const hash = {
  hashAlgorithm: 'SHA256',
  issuerNameHash: 'aa',
  issuerKeyHash: 'bb',
  serialNumber: 'cc',
} as const;
const profile = JSON.stringify({
  profileId: 1,
  stackLevel: 0,
  purpose: 'TxDefaultProfile',
  kind: 'Absolute',
  schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 16 }] },
});

/** What a person fills in at least, and what is left out then. */
const filled: Readonly<Record<CommandType, FieldValues>> = {
  remoteStart: { idToken: 'CARD' },
  remoteStop: { transactionId: '7' },
  unlock: { evseId: '1' },
  changeAvailability: { operationalStatus: 'Inoperative' },
  reserve: { idToken: 'CARD', expiresAt: at },
  cancelReservation: { reservationId: '7' },
  reset: { mode: 'soft' },
  getConfiguration: {},
  setConfiguration: { key: 'HeartbeatInterval', value: '60' },
  setChargingProfile: { profile },
  clearChargingProfile: {},
  getCompositeSchedule: { hours: '24' },
  getLocalListVersion: {},
  sendLocalList: { updateType: 'full' },
  clearCache: {},
  trigger: { message: 'Heartbeat' },
  extendedTrigger: { message: 'LogStatusNotification' },
  getDiagnostics: {},
  getLog: { log: 'SecurityLog' },
  updateFirmware: { fileId: '3' },
  signedUpdateFirmware: { fileId: '3', signingCertificate: 'PEM', signature: 'c2ln' },
  dataTransfer: { vendorId: 'az.example' },
  getInstalledCertificateIds: { certificateType: 'CSMSRootCertificate' },
  installCertificate: { certificateType: 'CSMSRootCertificate' },
  deleteCertificate: { installed: certificateText(hash) },
  certificateSigned: { certificateChain: 'PEM' },
};

describe('the forms of commands', () => {
  it.each(commandTypes)('give a %s that the contract takes', (type) => {
    const built = commandForms[type].build(filled[type]);
    expect(built?.type).toBe(type);
    expect(commandRequest.safeParse(built).error?.issues).toBeUndefined();
  });

  it.each(commandTypes.filter((type) => Object.keys(filled[type]).length > 0))(
    'give no %s while something is missing',
    (type) => {
      expect(commandForms[type].build({})).toBeNull();
    },
  );

  it('stand in one group each, all 26 of them', () => {
    const grouped = commandGroups.flatMap(({ types }) => types);
    expect(grouped).toHaveLength(26);
    expect(new Set(grouped).size).toBe(26);
  });

  it('read back the certificate that was chosen', () => {
    expect(commandForms.deleteCertificate.build(filled.deleteCertificate)).toEqual({
      type: 'deleteCertificate',
      certificate: hash,
    });
    expect(commandForms.deleteCertificate.build({ installed: 'nonsense' })).toBeNull();
  });

  it('take the whole day for a schedule in seconds', () => {
    expect(commandForms.getCompositeSchedule.build({ hours: '24' })).toMatchObject({ durationSeconds: 86_400 });
  });
});
