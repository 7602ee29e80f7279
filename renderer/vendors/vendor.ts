import type { StationHabit } from '../../ocpp/model/habit.ts';

/** Where a maker lets its owner type the server's address. */
export const vendorPlaces = ['app', 'webPage', 'tool', 'portal', 'display', 'maker'] as const;
export type VendorPlace = (typeof vendorPlaces)[number];

/** What has to be typed into a charger; makers ask for it whole or in pieces. */
export const vendorFields = ['url', 'hostAndPort', 'host', 'port', 'path', 'identity', 'password', 'protocol'] as const;
export type VendorField = (typeof vendorFields)[number];

/** Things to know before setting up a charger of a maker; each has a text. */
export const vendorNotes = [
  'urlWithoutIdentity',
  'urlWithIdentity',
  'passwordEmpty',
  'wssNeedsRoot',
  'wssOnly',
  'portIsProtocol',
  'accessPoint',
  'restartNeeded',
  'vendorCloudEnds',
  'needsPowerCycle',
  'rebootsOnMeasurands',
  'unplugFirst',
  'hexCards',
  'blocksRefusedCards',
  'centralAuthorization',
  'onlyByMaker',
  'standaloneFirst',
  'cloudDuplicates',
  'limitsIgnored',
] as const;
export type VendorNote = (typeof vendorNotes)[number];

/** A maker of chargers as `resources/vendors/catalogue.json` describes it. What nobody has written down is left out, never guessed. */
export interface Vendor {
  readonly id: string;
  readonly name: string;
  /** A charger is of this maker when what it reports as its vendor holds one of these, in lower case. */
  readonly words: readonly string[];
  readonly models?: readonly string[];
  readonly alsoSoldAs?: readonly string[];
  readonly where?: {
    readonly kind: VendorPlace;
    readonly name?: string;
    /** Menu words, one behind the other, as the maker writes them. */
    readonly path?: readonly string[];
    /** Of the charger's own page. */
    readonly address?: string;
  };
  /** The maker's names of the fields. */
  readonly fields?: Partial<Readonly<Record<VendorField, string>>>;
  /** The identity is the serial number; absent where the owner chooses it or nobody has said. */
  readonly identity?: 'serial';
  /** The oldest one that works. */
  readonly firmware?: string;
  readonly notes?: readonly VendorNote[];
  readonly habits?: readonly StationHabit[];
  /** Rows of the catalogue of field quirks that are no habits. */
  readonly quirks?: readonly number[];
  /** Where all this was read. */
  readonly sources: readonly string[];
}
