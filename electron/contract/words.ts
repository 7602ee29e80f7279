/**
 * Closed lists of words for programs that reach people as texts: each has a text in the message files. They are lists, not only types, so that
 * a test can hold the message files against them.
 */

/** What can be doubtful or remarkable about a session (`SessionView.flags`). */
export const sessionFlags = [
  /** The station's clock was off by whole half hours; times are corrected. */
  'clockShifted',
  /** No stop was reported: a person closed it. */
  'closedByHand',
  /** A second, different stop was reported; the first one counts. */
  'conflictingStop',
  /** The connector charges whoever comes, at the house's expense. */
  'freeVending',
  /** More energy than the time allows. */
  'implausibleEnergy',
  /** Reported long after it happened, as stations do that were offline. */
  'lateArrival',
  /** The true stop came after the session had been closed by estimate, and replaced the estimate. */
  'lateStop',
  /** It was reported twice: a person made it part of another session, and it is not billed by itself. */
  'merged',
  /** The stop register is lower than the start register. */
  'meterRollback',
  /** The station sent no usable start register. */
  'noStartMeter',
  /** No stop was reported: closed when the connector was free again. */
  'noStop',
  /** The station sent no usable stop register. */
  'noStopMeter',
  /** The tariff it runs under could not be applied. */
  'notBilled',
  /** It ran before we first heard of it; taken up from its readings. */
  'recovered',
  /** The station charged although the card was refused. */
  'refusedIdToken',
  /** A person put it right; what it was before is kept. */
  'repaired',
  /** The start was reported again after the session had ended. */
  'repeatedStart',
  /** The station's start time was unusable; the time of receipt is shown. */
  'startTimeReplaced',
  /** The station's stop time was unusable; the time of receipt is shown. */
  'stopTimeReplaced',
  /** No stop was reported: closed when the next session began on the same connector. */
  'superseded',
  /** The stop is earlier than the start. */
  'timesReversed',
  /** Readings and registers differ by a factor of 1000: kWh and Wh are mixed up. */
  'unitMismatch',
  /** Only the stop was reported; when and at what register it began is not known. */
  'unknownStart',
] as const;

export type SessionFlag = (typeof sessionFlags)[number];

/** Which values an alert's text is made of (`AlertView.details`), by kind. */
export interface AlertDetails {
  /** ISO time of the last sign of life. */
  readonly stationOffline: { readonly since: string };
  /** Empty where the station told nothing. */
  readonly stationFaulted: { readonly errorCode: string; readonly vendorErrorCode: string; readonly info: string };
  readonly stationPending: { readonly remoteAddress: string };
  readonly stationUnstable: { readonly boots: number };
  /** Positive when the station's clock is ahead. */
  readonly clockSkew: { readonly seconds: number };
  readonly sessionReview: { readonly sessionId: string };
  readonly unknownIdToken: { readonly idToken: string };
  /** `refusal` is one of `handshakeRefusals`. */
  readonly handshakeFailed: { readonly remoteAddress: string; readonly identity: string; readonly refusal: string };
  /** A critical one (security whitepaper, list of security events); `type` is the station's word. */
  readonly securityEvent: { readonly type: string; readonly techInfo: string };
  /** Its certificate runs out in less than a month; `notAfter` is an ISO time. */
  readonly certificateExpiring: { readonly notAfter: string };
  /** It says `Charging` and has reported no start; `since` is an ISO time. */
  readonly chargingWithoutTransaction: { readonly since: string };
  /** A message of an accepted station was longer than any we take: what it reports is not heard, however often it tries. */
  readonly messageTooLong: Readonly<Record<string, never>>;
  /** The automatic pack of a month, `2026-07`, could not be written into its folder yet. */
  readonly monthPackFailed: { readonly period: string; readonly reason: string };
  /** Its account (`balance`) or a budget of the card or its customer (`budget`) was used up while it charged. */
  readonly stoppedAtLimit: { readonly sessionId: string; readonly limit: 'balance' | 'budget' };
}

/** Why a station was turned away at the door. */
export const handshakeRefusals = [
  'badIdentity',
  'unknownStation',
  'rejectedStation',
  'wrongCredentials',
  'tooManyAttempts',
  'wrongSecurityProfile',
  'clientCertificateMissing',
  'clientCertificateInvalid',
  'clientCertificateRevoked',
  'tlsFailed',
  /** Another address holds a connection under this identity, and neither proves who it is. */
  'identityInUse',
  'noCommonSubprotocol',
  'browserOrigin',
  'notWebSocket',
  'tooManyConnections',
  'storageFault',
] as const;

export type HandshakeRefusalWord = (typeof handshakeRefusals)[number];

const refusalWords: ReadonlySet<string> = new Set(handshakeRefusals);

export function isHandshakeRefusal(word: string): word is HandshakeRefusalWord {
  return refusalWords.has(word);
}

/** Why a line of an import was not taken (`ImportReport.refused`). */
export const importRefusals = [
  'badBilling',
  'badBudget',
  'badExpiry',
  'badIdToken',
  'badKind',
  'badLanguage',
  'badParent',
  'badStatus',
  /** Several customers of that name or VÖEN are known already. */
  'customerNotClear',
  /** The card is another customer's. */
  'idTokenOfOther',
  /** Stations call another card by it. */
  'isAlias',
  'labelTooLong',
  'nameMissing',
  'repeatedLine',
  'textTooLong',
  'wrongColumns',
] as const;

export type ImportRefusal = (typeof importRefusals)[number];

/** `details.reason` of a `conflict`. */
export const conflictReasons = [
  /** The station has a running session. */
  'sessionRunning',
  /** The session is not running any more. */
  'sessionEnded',
  /** What a session delivered is not known. */
  'energyUnknown',
  /** A session can be made part of another one that stands by itself. */
  'mergedSession',
  /** The alert is about something that still is so; it goes away with its cause. */
  'alertStillHolds',
  /** The station is not connected. */
  'stationOffline',
  /** The station did not answer, or not usably. */
  'notAnswered',
  /** The file is bigger than what may be kept. */
  'fileTooBig',
  /** Pieces of the file do not follow on each other. */
  'wrongOffset',
  /** The file is being fetched by a station. */
  'fileInUse',
  'diskFull',
  /** Another program has the port. */
  'portInUse',
  /** The station has that security profile, or a higher one. */
  'profileNotHigher',
  /** The station was told another security profile and has not come by it yet. */
  'profileUnsettled',
  /** The station needs a password first. */
  'noPassword',
  /** Encrypted connections are not turned on. */
  'tlsOff',
  /** Encrypted connections are served by the keys that are to be replaced. */
  'tlsOn',
  /** The keys of the certificate authority can't be read here. */
  'keysUnusable',
  /** The station has no certificate of ours yet. */
  'noCertificate',
  /** The customer's account is not at zero. */
  'balanceLeft',
  /** The card was replaced already. */
  'alreadyReplaced',
  /** Stations call another card by it. */
  'isAlias',
  /** Nothing was paid that a receipt could be of. */
  'nothingPaid',
  /** Nothing was sold to the customer in that month. */
  'nothingToDocument',
  /** The customer does not pay by the month. */
  'notPostpaid',
  /** Another document of that kind and month, with other content, stands. */
  'documentStands',
  /** The document was voided or taken back by another. */
  'alreadyTakenBack',
  /** The month is open: what is in it can still be voided. */
  'monthOpen',
  /** There is no program here that makes PDFs. */
  'noPdfProgram',
  /** More than can be made into a PDF. */
  'pdfTooBig',
  /** The PDF did not come. */
  'pdfFailed',
  /** The month is closed. */
  'monthClosed',
  /** The month is not over yet. */
  'monthNotOver',
  /** A month before it has entries and is open. */
  'earlierMonthOpen',
  /** The checklist found something the person has not seen. */
  'checklistChanged',
  /** A pack is being written. */
  'packRunning',
  /** There is no such folder, or nothing can be written there. */
  'folderMissing',
  /** A file of the pack does not say what the books say. */
  'packUnequal',
  /** The version of the tariff is in force, or a session was charged under it. */
  'versionInForce',
  /** A tariff keeps at least one version; it can be retired. */
  'onlyVersion',
  /** Cash needs an open drawer. */
  'drawerClosed',
  /** A drawer is open already. */
  'drawerOpen',
  /** The drawer holds another currency. */
  'otherCurrency',
  /** More than what is left to pay. */
  'tooMuch',
  /** More than what is left of the payment. */
  'refundTooHigh',
  /** It was settled by the service itself, which alone takes it back. */
  'settledByItself',
  /** What the session costs is not known yet. */
  'notBilled',
  /** The payments do not come to what is sold. */
  'wrongSum',
  /** No tariff with a price holds for the connector. */
  'noTariff',
  /** Something is being sold on the connector already. */
  'saleRunning',
  /** The sale is over. */
  'saleEnded',
  /** There is nothing to give back. */
  'nothingToGiveBack',
  /** Only the demonstration can do that. */
  'notDemo',
] as const;
