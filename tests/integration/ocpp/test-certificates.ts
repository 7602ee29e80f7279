import '../../../electron/service/tls/x509.ts';
import {
  BasicConstraintsExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

export interface TestAuthority {
  /** PEM. */
  readonly certificate: string;
  issue(kind: KeyKind, commonName: string): Promise<TestCertificate>;
  /** A certificate for what a request (PEM) asks, PEM. */
  sign(request: string): Promise<string>;
}

export interface TestCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

type KeyKind = 'rsa' | 'ecdsa';

const algorithms = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256' },
} as const;

const signatures = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ecdsa: { name: 'ECDSA', hash: 'SHA-256' },
} as const;

const makeKeys = (kind: KeyKind): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithms[kind], true, ['sign', 'verify']);

const hourMs = 3_600_000;
const life = (): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() - hourMs),
  notAfter: new Date(Date.now() + hourMs),
});

let serial = 0;
const nextSerial = (): string => {
  serial += 1;
  return serial.toString(16).padStart(2, '0');
};

/** An authority that signs for 127.0.0.1, and for stations. */
export async function createAuthority(kind: KeyKind, commonName: string): Promise<TestAuthority> {
  const keys = await makeKeys(kind);
  const signingAlgorithm = signatures[kind];
  const root = await X509CertificateGenerator.createSelfSigned({
    ...life(),
    serialNumber: nextSerial(),
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    certificate: root.toString('pem'),
    sign: async (request) => {
      const { subject, publicKey } = new Pkcs10CertificateRequest(request);
      const names = { serialNumber: nextSerial(), subject, issuer: root.subject };
      const signing = { publicKey, signingKey: keys.privateKey, signingAlgorithm };
      return (await X509CertificateGenerator.create({ ...life(), ...names, ...signing })).toString('pem');
    },
    issue: async (leafKind, name) => {
      const leafKeys = await makeKeys(leafKind);
      const leaf = await X509CertificateGenerator.create({
        ...life(),
        serialNumber: nextSerial(),
        subject: `CN=${name}`,
        issuer: root.subject,
        publicKey: leafKeys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm,
        extensions: [new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
      });
      return keyed(leaf, leafKeys);
    },
  };
}

async function keyed(certificate: X509Certificate, { privateKey }: CryptoKeyPair): Promise<TestCertificate> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const lines = der.match(/.{1,64}/g)?.join('\n') ?? '';
  return {
    certificate: certificate.toString('pem'),
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  };
}
