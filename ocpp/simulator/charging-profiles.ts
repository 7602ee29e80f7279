import type { EpochMs } from '../model/time.ts';
import type { Received } from '../v16/validators.ts';
import type { Transaction } from './connector.ts';
import type { WireProfile } from './wire-profile.ts';

type Criteria = Received<'ClearChargingProfile', 'request'>;

export interface InstalledProfile {
  /** 0 is the whole station. */
  readonly connectorId: number;
  readonly installedAt: EpochMs;
  readonly profile: WireProfile;
  /** The charge a TxProfile is for. */
  readonly transaction: Transaction | null;
}

/** The charging profiles a station holds, at most one for each connector, purpose and stack level (OCPP 1.6 §3.13.2). */
export class ChargingProfiles {
  #installed: readonly InstalledProfile[] = [];

  get installed(): readonly InstalledProfile[] {
    return this.#installed;
  }

  /** The ones a new profile takes the place of. */
  replacedBy(candidate: InstalledProfile): readonly InstalledProfile[] {
    return this.#installed.filter((other) => isReplaced(other, candidate));
  }

  install(candidate: InstalledProfile): void {
    this.#installed = [...this.#installed.filter((other) => !isReplaced(other, candidate)), candidate];
  }

  /** Whether there was any that matched; what is left out matches everything (OCPP 1.6 §5.5). */
  clear(criteria: Criteria): boolean {
    const kept = this.#installed.filter((installed) => !matches(installed, criteria));
    const found = kept.length < this.#installed.length;
    this.#installed = kept;
    return found;
  }

  transactionEnded(transaction: Transaction): void {
    this.#installed = this.#installed.filter((installed) => installed.transaction !== transaction);
  }
}

function isReplaced(old: InstalledProfile, { connectorId, profile }: InstalledProfile): boolean {
  if (old.profile.chargingProfileId === profile.chargingProfileId) return true;
  return (
    old.connectorId === connectorId &&
    old.profile.chargingProfilePurpose === profile.chargingProfilePurpose &&
    old.profile.stackLevel === profile.stackLevel
  );
}

function matches({ connectorId, profile }: InstalledProfile, criteria: Criteria): boolean {
  if (criteria.id !== undefined) return profile.chargingProfileId === criteria.id;
  const { connectorId: wantedConnector, chargingProfilePurpose: purpose, stackLevel } = criteria;
  return (
    (wantedConnector === undefined || wantedConnector === connectorId) &&
    (purpose === undefined || purpose === profile.chargingProfilePurpose) &&
    (stackLevel === undefined || stackLevel === profile.stackLevel)
  );
}
