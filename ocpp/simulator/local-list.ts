import type { Received } from '../v16/validators.ts';
import type { IdTagInfo } from './authorization-cache.ts';
import type { Configuration } from './configuration.ts';
import type { Response } from './uplink.ts';

type Update = Received<'SendLocalList', 'request'>;
type UpdateStatus = Response<'SendLocalList'>['status'];

interface ListedCard {
  readonly idTag: string;
  readonly info: IdTagInfo;
}

/** Cards the central system wrote into the station, for the time without a connection (OCPP 1.6 §3.5.2). */
export class LocalList {
  readonly #configuration: Configuration;
  #cards: ReadonlyMap<string, ListedCard> = new Map();
  #version = 0;

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  /** 0 while it is empty (OCPP 1.6 §5.10). */
  get version(): number {
    return this.#cards.size === 0 ? 0 : this.#version;
  }

  get cards(): readonly ListedCard[] {
    return [...this.#cards.values()];
  }

  find(idTag: string): IdTagInfo | null {
    return this.#cards.get(idTag.toLowerCase())?.info ?? null;
  }

  /** Takes a list over, or leaves everything as it was (OCPP 1.6 §5.15). */
  update({ listVersion, updateType, localAuthorizationList: sent = [] }: Update): UpdateStatus {
    const isFull = updateType === 'Full';
    if (!isFull && listVersion <= this.#version) return 'VersionMismatch';
    if (sent.length > this.#configuration.integer('SendLocalListMaxLength')) return 'Failed';
    const cards = new Map(isFull ? [] : this.#cards);
    for (const { idTag, idTagInfo } of sent) {
      if (idTagInfo !== undefined) cards.set(idTag.toLowerCase(), { idTag, info: idTagInfo });
      else if (isFull) return 'Failed';
      else cards.delete(idTag.toLowerCase());
    }
    const isAmbiguous = new Set(sent.map(({ idTag }) => idTag.toLowerCase())).size < sent.length;
    const isTooLong = cards.size > this.#configuration.integer('LocalAuthListMaxLength');
    if (listVersion < 0 || isAmbiguous || isTooLong) return 'Failed';
    this.#cards = cards;
    this.#version = listVersion;
    return 'Accepted';
  }
}
