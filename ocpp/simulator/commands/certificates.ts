import { OcppError } from '../../model/ocpp-error.ts';
import type { Messages } from '../../v16/messages.ts';
import type { Handler } from './reply.ts';

type CertificateUse = Messages['InstallCertificate']['request']['certificateType'];

/** Security whitepaper §5.1. */
export const certificateSigned: Handler<'CertificateSigned'> = (station, { certificateChain }) => {
  const verdict = station.certificates.accept(certificateChain, station.access.trust().ca ?? []);
  if (verdict === 'Accepted') {
    return { response: { status: 'Accepted' }, afterwards: () => station.lifecycle.useNewCertificate() };
  }
  return {
    response: { status: 'Rejected' },
    afterwards: () => station.securityLog.report('InvalidChargePointCertificate', verdict),
  };
};

/** Security whitepaper §5.7. */
export const installCertificate: Handler<'InstallCertificate'> = (station, { certificateType, certificate }) => {
  const use = useOf(certificateType);
  const status = station.certificates.install(use, certificate);
  const isSuspicious = status === 'Rejected' && use === 'CentralSystemRootCertificate';
  return {
    response: { status },
    ...(isSuspicious && { afterwards: () => station.securityLog.report('InvalidCentralSystemCertificate') }),
  };
};

/** Security whitepaper §5.5. */
export const getInstalledCertificateIds: Handler<'GetInstalledCertificateIds'> = async (
  station,
  { certificateType },
) => {
  const found = await station.certificates.list(useOf(certificateType), station.hashAlgorithm);
  if (found.length === 0) return { response: { status: 'NotFound' } };
  return { response: { status: 'Accepted', certificateHashData: [...found] } };
};

/** Security whitepaper §5.3. The last root that the connection in use depends on stays. */
export const deleteCertificate: Handler<'DeleteCertificate'> = async (station, { certificateHashData }) => {
  const root = await station.certificates.find(certificateHashData);
  if (root === null) return { response: { status: 'NotFound' } };
  const isNeeded = root.use === 'CentralSystemRootCertificate' && station.access.profile >= 2;
  if (isNeeded && (station.access.trust().ca ?? []).length === 1) return { response: { status: 'Failed' } };
  station.certificates.remove(root);
  return { response: { status: 'Accepted' } };
};

function useOf(word: string): CertificateUse {
  if (word === 'CentralSystemRootCertificate' || word === 'ManufacturerRootCertificate') return word;
  throw new OcppError('PropertyConstraintViolation', 'certificateType');
}
