import type { Messages } from '../v16/messages.ts';
import type { KeyDefinition } from './configuration-keys.ts';

type ChangeStatus = Messages['ChangeConfiguration']['response']['status'];

/** The settings of a station. Keys are compared whatever their case (CiString50). */
export class Configuration {
  readonly #definitions: ReadonlyMap<string, KeyDefinition>;
  readonly #values = new Map<string, string>();
  readonly #awaitingReboot = new Map<string, string>();
  readonly #listeners: ((key: string) => void)[] = [];

  constructor(definitions: readonly KeyDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.key.toLowerCase(), definition]));
    for (const { key, initial } of definitions) this.#values.set(key, initial);
  }

  /** Calls back with the key whenever a value comes into effect. */
  onChange(listener: (key: string) => void): void {
    this.#listeners.push(listener);
  }

  /** A value by its exact key. */
  text(key: string): string {
    const value = this.#values.get(key);
    if (value === undefined) throw new Error(`No configuration key ${key}`);
    return value;
  }

  integer(key: string): number {
    return Number(this.text(key));
  }

  flag(key: string): boolean {
    return this.text(key).toLowerCase() === 'true';
  }

  list(key: string): readonly string[] {
    return this.text(key)
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  }

  /** Answers GetConfiguration, OCPP 1.6 §5.8: every key when none is named. */
  read(keys: readonly string[] | undefined): Messages['GetConfiguration']['response'] {
    if (keys === undefined || keys.length === 0) {
      return { configurationKey: [...this.#definitions.values()].map((definition) => this.#told(definition)) };
    }
    const known = keys.flatMap((key) => this.#definitions.get(key.toLowerCase()) ?? []);
    const unknownKey = keys.filter((key) => !this.#definitions.has(key.toLowerCase()));
    return {
      ...(known.length > 0 && { configurationKey: known.map((definition) => this.#told(definition)) }),
      ...(unknownKey.length > 0 && { unknownKey }),
    };
  }

  /** Answers ChangeConfiguration, OCPP 1.6 §5.3. */
  change(key: string, value: string): ChangeStatus {
    const definition = this.#definitions.get(key.toLowerCase());
    if (definition === undefined) return 'NotSupported';
    if (definition.readonly || !definition.accepts(value)) return 'Rejected';
    if (definition.needsReboot) {
      this.#awaitingReboot.set(definition.key, value);
      return 'RebootRequired';
    }
    this.set(definition.key, value);
    return 'Accepted';
  }

  /** Sets a value of the station's own accord. */
  set(key: string, value: string): void {
    this.#values.set(key, value);
    for (const listener of this.#listeners) listener(key);
  }

  /** Puts into effect what was waiting for a boot. */
  applyReboot(): void {
    const waiting = [...this.#awaitingReboot];
    this.#awaitingReboot.clear();
    for (const [key, value] of waiting) this.set(key, value);
  }

  #told(definition: KeyDefinition): { key: string; readonly: boolean; value?: string } {
    const { key, readonly, writeOnly } = definition;
    return { key, readonly, ...(!writeOnly && { value: this.text(key) }) };
  }
}
