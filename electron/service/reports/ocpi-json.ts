import type { BusinessProfile } from '../../contract/business.ts';
import { type TariffBody, tariffBody } from '../../contract/tariffs.ts';
import { linesOf } from '../domain/money/stored-lines.ts';
import { sameAscii } from '../domain/same-text.ts';
import type { CdrRecord } from '../store/book-records.ts';
import type { StoreReads } from '../store/store.ts';
import type { TariffVersionRecord } from '../store/tariff-records.ts';
import { ocpiCdr, type OcpiCdrSource, type OcpiOwner } from './ocpi-cdr.ts';
import { noData } from './ocpi-types.ts';
import type { ReportRequest } from './report-table.ts';

/** ISO 3166-1: two letters and three, of the countries around. */
const countries: Readonly<Record<string, string>> = {
  AZ: 'AZE',
  GE: 'GEO',
  KZ: 'KAZ',
  RU: 'RUS',
  TR: 'TUR',
  UZ: 'UZB',
};

export interface OcpiDeps {
  readonly read: StoreReads;
  readonly business: BusinessProfile;
  /** ISO 4217, of the site. */
  readonly currency: string;
}

/**
 * The charge detail records posted in a period as a JSON array of CDR objects of OCPI 2.2.1, piece by piece. Those without energy or amount are
 * left out: OCPI has no word for what is not known.
 */
export async function* ocpiJson(
  { read, business, currency }: OcpiDeps,
  request: ReportRequest,
): AsyncGenerator<string> {
  const sourceOf = await loadSources(read, ownerOf(business, currency));
  let before = '[';
  for await (const cdr of read.cdrs.postedBetween(request.from, request.to)) {
    const told = isWanted(cdr, request) ? ocpiCdr(await sourceOf(cdr)) : null;
    if (told === null) continue;
    yield `${before}\n${JSON.stringify(told)}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

function isWanted(cdr: CdrRecord, { stationId, customerId, idToken }: ReportRequest): boolean {
  return (
    (stationId === undefined || sameAscii(cdr.stationId, stationId)) &&
    (customerId === undefined || cdr.customerId === customerId) &&
    (idToken === undefined || (cdr.idToken !== null && sameAscii(cdr.idToken, idToken)))
  );
}

/** The country is that of the bank account, else that of the currency. */
function ownerOf({ iban, legalName, address }: BusinessProfile, currency: string): OcpiOwner {
  const countryCode = /^[A-Z]{2}(?=\d{2})/.exec(iban.trim().toUpperCase())?.[0] ?? currency.slice(0, 2);
  const country = countries[countryCode] ?? noData;
  return { countryCode, country, partyId: noData, siteName: legalName, address };
}

async function loadSources(read: StoreReads, owner: OcpiOwner): Promise<(cdr: CdrRecord) => Promise<OcpiCdrSource>> {
  const [stations, ratings, versions] = await Promise.all([
    read.stations.list(),
    read.evseRatings.list(),
    read.tariffs.versions(),
  ]);
  const tariffs = new Map(versions.map((version) => [version.versionId, { version, body: bodyOf(version) }]));
  const contracts = new Map<string, string | null>();
  const contractOf = async (customerId: string | null): Promise<string | null> => {
    if (customerId === null) return null;
    const known = contracts.get(customerId);
    if (known !== undefined) return known;
    const contract = (await read.customers.find(customerId))?.contractNumber ?? null;
    contracts.set(customerId, contract);
    return contract;
  };
  return async (cdr) => {
    const rating = ratings.find((one) => sameAscii(one.stationId, cdr.stationId) && one.evseId === cdr.evseId);
    const station = stations.find((one) => sameAscii(one.stationId, cdr.stationId));
    return {
      owner,
      cdr,
      lines: linesOf(cdr.lines),
      meterSerialNumber: station?.meterSerialNumber ?? null,
      powerClass: rating?.powerClass ?? null,
      contractNumber: await contractOf(cdr.customerId),
      tariff: cdr.tariffVersionId === null ? null : (tariffs.get(cdr.tariffVersionId) ?? null),
    };
  };
}

function bodyOf({ body }: TariffVersionRecord): TariffBody {
  return tariffBody.parse(JSON.parse(body));
}
