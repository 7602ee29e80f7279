import type { CertificateHash, CertificateUse } from '../model/certificate.ts';
import type { CommandOutcome } from '../model/command.ts';
import type { Messages } from './messages.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import type { Received } from './validators.ts';
import { vocabulary } from './words.ts';

type InstalledAnswer = Received<'GetInstalledCertificateIds', 'response'>;
type WireHash = NonNullable<InstalledAnswer['certificateHashData']>[number];

const wireUses = {
  CSMSRootCertificate: 'CentralSystemRootCertificate',
  ManufacturerRootCertificate: 'ManufacturerRootCertificate',
} as const satisfies Record<CertificateUse, Messages['InstallCertificate']['request']['certificateType']>;

const knownAlgorithm = vocabulary(['SHA256', 'SHA384', 'SHA512']);

export const installCertificate = outboundCommand<'installCertificate', 'InstallCertificate'>({
  action: 'InstallCertificate',
  urgent: false,
  request: ({ certificateType, certificate }) => ({ certificateType: wireUses[certificateType], certificate }),
  outcome: answeredWithStatus,
});

export const deleteCertificate = outboundCommand<'deleteCertificate', 'DeleteCertificate'>({
  action: 'DeleteCertificate',
  urgent: false,
  request: ({ certificate }) => ({ certificateHashData: { ...certificate } }),
  outcome: answeredWithStatus,
});

export const getInstalledCertificateIds = outboundCommand<'getInstalledCertificateIds', 'GetInstalledCertificateIds'>({
  action: 'GetInstalledCertificateIds',
  urgent: false,
  request: ({ certificateType }) => ({ certificateType: wireUses[certificateType] }),
  outcome: readInstalled,
});

/** `NotFound` says that there are none, which answers the question (security whitepaper §5.5). */
function readInstalled({ status, certificateHashData = [] }: InstalledAnswer): CommandOutcome {
  const outcome = answeredWithStatus({ status });
  const kind = outcome.response?.status === 'NotFound' ? 'accepted' : outcome.kind;
  if (kind !== 'accepted') return outcome;
  return { kind, response: { ...outcome.response, certificates: certificateHashData.flatMap(readHash) } };
}

/** A certificate named by a hash nobody knows cannot be spoken of again. */
function readHash({
  hashAlgorithm,
  issuerNameHash,
  issuerKeyHash,
  serialNumber,
}: WireHash): readonly CertificateHash[] {
  const algorithm = knownAlgorithm(hashAlgorithm);
  return algorithm === null ? [] : [{ hashAlgorithm: algorithm, issuerNameHash, issuerKeyHash, serialNumber }];
}
