import type { DocumentContent } from '../../electron/contract/document-content.ts';
import type { DocumentKind } from '../../electron/contract/documents.ts';
import type { PrintedDocument } from '../../electron/service/reports/print/printed-document.ts';

const seller: DocumentContent['seller'] = {
  legalName: '“Gəncə Enerji” MMC',
  siteName: 'Gəncə, şərq dayanacağı',
  voen: '1506566211',
  address: 'Gəncə ş., Şah İsmayıl Xətai pr. 12',
  phone: '+994 22 255 10 10',
  email: 'muhasibat@example.az',
  director: 'Əliyev Çingiz Şükür oğlu',
  iban: 'AZ21NABZ00000000137010001944',
  bankName: 'Azərbaycan Respublikasının Mərkəzi Bankı',
  bankVoen: '1300615891',
  bankCode: '501004',
  correspondentAccount: 'AZ21NABZ00000000137010001944',
  swift: 'NABZAZ2X',
};

const session: DocumentContent['sessions'][number] = {
  sessionId: '4711',
  stationName: 'Zal №1 “Günəş”',
  evseId: 2,
  idToken: '04A2B91C5F8280',
  idTokenLabel: 'Əhməd Ağayev',
  startedAt: '2026-07-06T08:00:00.000Z',
  stoppedAt: '2026-07-06T09:12:00.000Z',
  meterStartWh: 1_204_310,
  meterStopWh: 1_216_655,
  energyWh: 12_345,
  grossMinor: 494,
  isCorrection: false,
};

const withVat = { vatRateBp: 1800 };

const lines: DocumentContent['lines'] = [
  {
    service: 'energy',
    label: '',
    quantity: 12_345,
    priceE4: 4000,
    ...withVat,
    grossMinor: 494,
    vatMinor: 75,
    netMinor: 419,
  },
  {
    service: 'energy',
    label: 'gecə',
    quantity: 1_250_125,
    priceE4: 3250,
    ...withVat,
    grossMinor: 40_629,
    vatMinor: 6198,
    netMinor: 34_431,
  },
  {
    service: 'idle',
    label: '',
    quantity: 930,
    priceE4: 1000,
    ...withVat,
    grossMinor: 155,
    vatMinor: 24,
    netMinor: 131,
  },
];

const payment: DocumentContent['payments'][number] = {
  paymentId: '12',
  at: '2026-07-06T09:15:00.000Z',
  method: 'terminal',
  amountMinor: 494,
  reference: '004512',
  fiscalNumber: '9FkQ2mB8xW1z',
};

const buyer: DocumentContent['buyer'] = {
  kind: 'company',
  name: '“Xəzər Taksi & Ko” MMC',
  voen: '1401555071',
  contractNumber: '17/2026',
  address: 'Bakı ş., Üzeyir Hacıbəyov küç. 5',
};

const content: DocumentContent = {
  seller,
  buyer: null,
  timeZone: 'Asia/Baku',
  showsVat: true,
  lines: lines.slice(0, 1),
  sessions: [session],
  payments: [payment],
  unbilledSessions: 0,
  reversed: null,
};

const receipt: PrintedDocument = {
  kind: 'receipt',
  number: 'Q-2026-000123',
  issuedAt: Date.UTC(2026, 6, 6, 9, 15),
  from: null,
  to: null,
  currency: 'AZN',
  grossMinor: 494,
  vatMinor: 75,
  netMinor: 419,
  operator: 'Aygün',
  isVoided: false,
  content,
};

const monthly: PrintedDocument = {
  ...receipt,
  kind: 'statement',
  number: 'H-2026-000007',
  issuedAt: Date.UTC(2026, 7, 1, 6),
  from: Date.UTC(2026, 5, 30, 20),
  to: Date.UTC(2026, 6, 31, 20),
  grossMinor: 41_278,
  vatMinor: 6297,
  netMinor: 34_981,
  content: {
    ...content,
    buyer,
    lines,
    sessions: [
      session,
      {
        ...session,
        sessionId: '4712',
        idTokenLabel: null,
        energyWh: 1_250_125,
        grossMinor: 40_784,
        isCorrection: true,
      },
    ],
    payments: [],
    unbilledSessions: 1,
  },
};

/** One document of each kind, with every letter that is easily lost. */
export const exampleDocuments: Readonly<Record<DocumentKind, PrintedDocument>> = {
  receipt,
  refundReceipt: {
    ...receipt,
    kind: 'refundReceipt',
    number: 'QG-2026-000004',
    grossMinor: -200,
    vatMinor: -31,
    netMinor: -169,
    content: { ...content, lines: [], payments: [{ ...payment, method: 'cash', amountMinor: -200, fiscalNumber: '' }] },
  },
  statement: monthly,
  invoice: { ...monthly, kind: 'invoice', number: 'F-2026-000031' },
  act: { ...monthly, kind: 'act', number: 'A-2026-000002' },
  creditNote: {
    ...monthly,
    kind: 'creditNote',
    number: 'D-2026-000001',
    grossMinor: -41_278,
    vatMinor: -6297,
    netMinor: -34_981,
    content: {
      ...monthly.content,
      lines: lines.map((line) => ({
        ...line,
        quantity: -line.quantity,
        grossMinor: -line.grossMinor,
        vatMinor: -line.vatMinor,
        netMinor: -line.netMinor,
      })),
      sessions: [],
      unbilledSessions: 0,
      reversed: {
        number: 'F-2026-000031',
        issuedAt: '2026-08-01T06:00:00.000Z',
        reason: 'Müqavilə üzrə qiymət səhv idi',
      },
    },
  },
};
