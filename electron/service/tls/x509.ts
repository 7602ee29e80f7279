// The library needs what comes before it: keep the order.
import 'reflect-metadata/lite';
import { webcrypto } from 'node:crypto';
import { cryptoProvider } from '@peculiar/x509';

// Node 18 has no global one.
cryptoProvider.set(webcrypto);

export { webcrypto };
export {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
