import { vendorFields, type Vendor, type VendorField, type VendorNote } from './vendor.ts';

/** What the owner has chosen. */
export interface FormChoice {
  /** `ws://HOST:PORT/ocpp` or the same with `wss:`. */
  readonly baseUrl: string;
  /** Empty while none is chosen. */
  readonly identity: string;
  /** Empty for none. */
  readonly password: string;
}

/** One line of the charger's form. */
export interface FormString {
  readonly field: VendorField | 'fullUrl';
  /** The maker's own name of the field; null where it is not known. */
  readonly label: string | null;
  /** What to type; empty where the field is to be left empty. */
  readonly value: string;
}

const fullUrl = ({ baseUrl, identity }: FormChoice): string =>
  identity === '' ? baseUrl : `${baseUrl}/${encodeURIComponent(identity)}`;

/** Exactly what to type into a charger, in the order and with the names of its maker where they are known. */
export function formStrings(vendor: Vendor | null, choice: FormChoice): readonly FormString[] {
  const fields = vendor?.fields ?? {};
  const known = vendorFields.filter((field) => fields[field] !== undefined);
  const lines = known.map((field) => ({
    field,
    label: fields[field] ?? null,
    value: valueOf(field, vendor, choice),
  }));
  const addressed = lines.some(({ field }) => field === 'url' || field === 'host' || field === 'hostAndPort');
  return addressed ? lines : [...generalStrings(vendor, choice), ...lines];
}

/** For makers whose menus nobody has written down: whole and in pieces, so that either kind of form can be filled. */
function generalStrings(vendor: Vendor | null, choice: FormChoice): readonly FormString[] {
  const line = (field: FormString['field'], value: string): FormString => ({ field, label: null, value });
  const base = line('url', choice.baseUrl);
  const full = line('fullUrl', choice.identity === '' ? '' : fullUrl(choice));
  const addresses = notes(vendor, 'urlWithIdentity') ? [full] : notes(vendor, 'urlWithoutIdentity') ? [base] : null;
  return [
    ...(addresses ?? [base, full]),
    ...(vendor?.identity === 'serial' ? [] : [line('identity', choice.identity)]),
    ...(choice.password === '' ? [] : [line('password', choice.password)]),
  ];
}

const notes = (vendor: Vendor | null, note: VendorNote): boolean => vendor?.notes?.includes(note) ?? false;

function valueOf(field: VendorField, vendor: Vendor | null, choice: FormChoice): string {
  const url = new URL(choice.baseUrl);
  switch (field) {
    case 'url':
      return urlValue(vendor, choice, url);
    case 'hostAndPort':
      return url.host;
    case 'host':
      return url.hostname;
    case 'port':
      return notes(vendor, 'portIsProtocol') ? protocolWord(url) : url.port;
    case 'path':
      return `${url.pathname}/`;
    case 'identity':
      return choice.identity;
    case 'password':
      return choice.password;
    case 'protocol':
      return 'OCPP 1.6 JSON';
  }
}

/** A charger that has a field for the port wants none in the address, unless that field takes a word. */
function urlValue(vendor: Vendor | null, choice: FormChoice, url: URL): string {
  const whole = notes(vendor, 'urlWithIdentity') ? fullUrl(choice) : choice.baseUrl;
  const hasPortField = vendor?.fields?.port !== undefined && !notes(vendor, 'portIsProtocol');
  return hasPortField ? whole.replace(url.host, url.hostname) : whole;
}

const protocolWord = (url: URL): string => (url.protocol === 'wss:' ? 'socpp1.6' : 'ocpp1.6');
